import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import type { Store } from "./store.ts";

/** Which snapshots are kept. */
export interface SnapshotsOptions {
  /** How their names begin. Default `"snapshot"`. */
  readonly name?: string;
  /** How many of the newest are kept, at least 1. Default 3. */
  readonly last?: number;
}

/** What a snapshot is taken of. */
export interface Moment {
  /** After how many iterations. */
  readonly iterations: number;
  /** How bad it was then: less is better. Absent: it is never the best. */
  readonly loss?: number;
}

/** A snapshot that was written. */
export interface Snapshot extends Moment {
  /** What its file is called: `"snapshot-00000012-0.25.attune"`. */
  readonly name: string;
}

/** Snapshots of one training. */
export interface Snapshots {
  /**
   * Writes one, and then removes those that are neither among the newest nor the best. Throws a RangeError where there is
   * a newer one, which another training must have left.
   */
  write(bytes: Uint8Array, moment: Moment): Promise<void>;
  /** All that there are, in order. */
  list(): Promise<readonly Snapshot[]>;
  /** The bytes of the newest; undefined where there is none. */
  newest(): Promise<Uint8Array | undefined>;
  /** The bytes of that with the least loss, of several the first; undefined where none has a loss. */
  best(): Promise<Uint8Array | undefined>;
}

/**
 * Keeps snapshots of a training in a store: the newest few, and the best. Their names tell the iterations and the loss, so
 * that training that was cut short goes on with what it finds there.
 *
 * @example
 * ```ts
 * import { snapshots, type Store } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const files = new Map<string, Uint8Array>();
 * const store: Store = {
 *   write: async (name, bytes) => void files.set(name, bytes),
 *   read: async (name) => files.get(name)!,
 *   list: async () => [...files.keys()],
 *   remove: async (name) => void files.delete(name),
 * };
 * const kept = snapshots(store, { last: 2 });
 * const losses = [0.5, 0.25, 0.75, 1];
 * for (const [i, loss] of losses.entries()) await kept.write(Uint8Array.of(i), { iterations: i + 1, loss });
 * assert.deepEqual((await kept.list()).map(({ iterations }) => iterations), [2, 3, 4]);
 * assert.deepEqual(await kept.newest(), Uint8Array.of(3));
 * assert.deepEqual(await kept.best(), Uint8Array.of(1));
 * ```
 */
export function snapshots(store: Store, options: SnapshotsOptions = {}): Snapshots {
  if (typeof Object(store).write !== "function") {
    throw new TypeError(`Cannot keep snapshots in ${brief(store)}: give a store, e.g. fileStore("training")`);
  }
  checkNames("snapshots()", options, ["name", "last"]);
  const { name = "snapshot", last = 3 } = options;
  if (!/^[A-Za-z0-9_]+$/.test(name)) {
    throw new TypeError(`Cannot call snapshots ${brief(name)}: give a name of letters, digits and _`);
  }
  if (!Number.isSafeInteger(last) || last < 1) {
    throw new RangeError(`Cannot keep the last ${brief(last)} snapshots: give a whole number, at least 1`);
  }
  const list = async () => (await store.list()).flatMap((file) => parsed(file, name)).sort(inOrder);
  const read = (snapshot: Snapshot | undefined) => snapshot && store.read(snapshot.name);
  return Object.freeze<Snapshots>({
    async write(bytes, moment) {
      if (!(bytes instanceof Uint8Array)) {
        throw new TypeError(
          `Cannot take a snapshot of ${brief(bytes)}: give bytes, e.g. await save(machine)`,
        );
      }
      checkNames("a snapshot", Object(moment), ["iterations", "loss"]);
      const before = await list();
      checkMoment(Object(moment), before);
      const file = nameOf(name, moment);
      await store.write(file, bytes);
      const all = [...before.filter((old) => old.name !== file), { ...moment, name: file }];
      const kept = new Set([...all.slice(-last), bestOf(all)]);
      for (const old of all) if (!kept.has(old)) await store.remove(old.name);
    },
    list,
    newest: async () => await read((await list()).at(-1)),
    best: async () => await read(bestOf(await list())),
  });
}

function checkMoment({ iterations, loss }: Moment, before: readonly Snapshot[]): void {
  if (
    !Number.isSafeInteger(iterations) || iterations < 0 || (loss !== undefined && typeof loss !== "number")
  ) {
    throw new TypeError(
      `Cannot take a snapshot of ${
        brief({ iterations, loss })
      }: give how many iterations there were, and the loss as a number`,
    );
  }
  const newer = before.find((snapshot) => snapshot.iterations > iterations);
  if (!newer) return;
  throw new RangeError(
    `Cannot take a snapshot after ${iterations} iterations: there is ${newer.name} of another training; ` +
      "go on from there, or keep snapshots elsewhere",
  );
}

const DIGITS = 8;

function nameOf(name: string, { iterations, loss }: Moment): string {
  const number = String(iterations).padStart(DIGITS, "0");
  return `${name}-${number}${loss === undefined ? "" : `-${loss}`}.attune`;
}

// Other files may stand in the store: they are none of ours.
function parsed(file: string, name: string): readonly Snapshot[] {
  const [, given, iterations, , loss] = /^(\w+)-(\d{8,})(-(.+))?\.attune$/.exec(file) ?? [];
  if (given !== name) return [];
  return [{ name: file, iterations: Number(iterations), ...(loss !== undefined && { loss: Number(loss) }) }];
}

function inOrder(a: Snapshot, b: Snapshot): number {
  return a.iterations - b.iterations || (a.name < b.name ? -1 : 1);
}

function bestOf(all: readonly Snapshot[]): Snapshot | undefined {
  const judged = all.filter(({ loss }) => loss !== undefined && !Number.isNaN(loss));
  return judged.reduce<Snapshot | undefined>(
    (best, each) => best && best.loss! <= each.loss! ? best : each,
    undefined,
  ); // each has one
}
