import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import {
  fromBytes,
  load,
  Machine,
  type Model,
  type Rng,
  rng,
  save,
  SavedError,
  toBytes,
} from "../core/mod.ts";
import { categorical, numeric, table } from "../data/mod.ts";
import { KINDS } from "../kinds.ts";
import { mlp } from "../builders/mod.ts";
import { logLoss } from "../measures/mod.ts";
import { calibrated, cv, ensemble, pipeline, stack } from "../meta/mod.ts";
import { neuralNetworkClassifier } from "../models/mod.ts";
import { fillImputer } from "../transformers/mod.ts";
import { sealed } from "./core/_sealed.ts";

const x = table({
  a: numeric([0.5, 1, null, 2, 3, 1]),
  town: categorical(["p", "q", "r", "q", "p", "p"]),
});
const data = { x, y: categorical(["yes", "no", "yes", "no", "no", "yes"]) };
const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [3] }),
  epochs: 1,
  batchSize: 2,
  unknown: true,
  missing: "indicator",
});
const wrapped = stack({ many: ensemble(pipeline(fillImputer(), network), { n: 2, measures: logLoss }) }, {
  metalearner: calibrated(network, { resampling: cv({ folds: 2 }) }),
  resampling: cv({ folds: 2 }),
});

async function written(model: Model<typeof data> = network): Promise<Uint8Array> {
  using backend = reference();
  using machine = new Machine(model, data, { backend, seed: 4 });
  await machine.fit({ rows: [0, 1, 2, 3, 4] });
  return await save(machine);
}

const below = (n: number, chance: Rng) => Math.floor(n * chance.uniform());
const one = <T>(of: readonly T[], chance: Rng): T => of[below(of.length, chance)]!;

type Mutation = (bytes: Uint8Array, chance: Rng) => Uint8Array;

const joined = (...pieces: readonly Uint8Array[]) => new Uint8Array(pieces.flatMap((piece) => [...piece]));
const noise = (chance: Rng) => Uint8Array.from({ length: 1 + below(8, chance) }, () => below(256, chance));

/** What may become of a file on its way. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  cut: (bytes, chance) => bytes.slice(0, below(bytes.length, chance)),
  beheaded: (bytes, chance) => bytes.slice(1 + below(bytes.length - 1, chance)),
  flipped(bytes, chance) {
    const at = below(bytes.length, chance);
    return bytes.with(at, bytes[at]! ^ (1 << below(8, chance)));
  },
  overwritten(bytes, chance) {
    const changed = bytes.slice();
    changed.set(noise(chance), below(bytes.length - 8, chance));
    return changed;
  },
  inserted(bytes, chance) {
    const at = below(bytes.length, chance);
    return joined(bytes.subarray(0, at), noise(chance), bytes.subarray(at));
  },
  removed(bytes, chance) {
    const at = below(bytes.length - 8, chance);
    return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + below(7, chance)));
  },
  doubled(bytes, chance) {
    const at = below(bytes.length, chance);
    return joined(bytes.subarray(0, at), bytes.subarray(below(bytes.length, chance)));
  },
  longer: (bytes, chance) => joined(bytes, noise(chance)),
  length(bytes, chance) {
    const changed = bytes.slice();
    const length = one([
      0n,
      1n,
      2n ** 64n - 1n,
      2n ** 53n,
      BigInt(bytes.length),
      BigInt(below(bytes.length, chance)),
    ], chance);
    new DataView(changed.buffer).setBigUint64(0, length, true);
    return changed;
  },
  number: (bytes, chance) => inHeader(bytes, (text) => withNumber(text, chance)),
  bomb: (bytes, chance) => inHeader(bytes, (text) => withBomb(text, chance)),
};

// The header's text, changed, with the length that it has then.
function inHeader(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  const changed = new TextEncoder().encode(change(text));
  const size = new Uint8Array(new BigUint64Array([BigInt(changed.length)]).buffer);
  return joined(size, changed, bytes.subarray(8 + length));
}

const NUMBERS = [
  "0",
  "-1",
  "1e9",
  "4294967296",
  "1e308",
  "1e999",
  "0.5",
  "9007199254740993",
  "null",
  '"7"',
  "[]",
  "{}",
];

function withNumber(text: string, chance: Rng): string {
  const found = [...text.matchAll(/-?\d+(\.\d+)?(e-?\d+)?/g)];
  const { 0: number, index } = one(found, chance);
  return text.slice(0, index) + one(NUMBERS, chance) + text.slice(index + number.length);
}

function withBomb(text: string, chance: Rng): string {
  const at = one([...text.matchAll(/[:,[]/g)], chance).index + 1;
  const depth = 10 ** (1 + below(5, chance));
  const [open, shut] = one([["[", "]"], ['{"a":', "}"], ['{\\"a\\":', "}"], ["[", ""]], chance);
  return `${text.slice(0, at)}${open.repeat(depth)}1${shut.repeat(depth)},${text.slice(at)}`;
}

/** Another value at any place of the data, of which a file could be made with the right checksum. */
function withValue(value: unknown, chance: Rng): unknown {
  const entries = Object.entries(Object(value));
  if (typeof value !== "object" || entries.length === 0 || chance.uniform() < 0.1) return one(VALUES, chance);
  const [name, inner] = one(entries, chance);
  if (Array.isArray(value)) return value.with(Number(name), withValue(inner, chance));
  const kept = entries.filter(([other]) => other !== name);
  return chance.uniform() < 0.1 ? Object.fromEntries(kept) : Object.fromEntries(
    entries.map(([other, old]) => [other, other === name ? withValue(inner, chance) : old]),
  );
}

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e9,
  2 ** 53,
  NaN,
  Infinity,
  "",
  "x",
  "__proto__",
  "constructor",
  [],
  {},
  [[]],
  ["x"],
  { $kind: "Adam", params: {} },
  { $kind: "toString", params: {} },
  { $function: "f" },
  { $measure: "auc" },
  { $array: "Float64Array", values: [1] },
  { kind: "dense" },
  ["exp", "x"],
  ["exp", ["neg", "y"]],
  { kind: "constant", value: 1 },
];

interface Outcome {
  readonly refused: number;
  /** Those that loaded. */
  readonly loaded: readonly Uint8Array[];
}

// Loads each, and throws for every error but a SavedError, and where anything is left held.
async function outcome(files: readonly Uint8Array[]): Promise<Outcome> {
  using backend = reference();
  const loaded: Uint8Array[] = [];
  for (const bytes of files) {
    try {
      using _ = await load(bytes, { kinds: KINDS, backend });
      loaded.push(bytes);
    } catch (error) {
      if (!(error instanceof SavedError)) throw error;
    }
    assert.equal(backend.live, 0, "held");
  }
  return { refused: files.length - loaded.length, loaded };
}

const ROOM = 2 ** 30; // what 10,000 files and all that was read of them may leave behind

function mutated(original: Uint8Array, count: number, chance: Rng): readonly Uint8Array[] {
  const kinds = Object.values(MUTATIONS);
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]!(original, chance.fork(i)));
}

Deno.test("load() refuses 6,000 files that were changed on their way by a SavedError, but for those that are as they were", async () => {
  const original = await written();
  const { refused, loaded } = await outcome(mutated(original, 6000, rng(1)));
  assert.ok(refused > 5900, `${refused} refused`);
  for (const bytes of loaded) assert.deepEqual(bytes, original);
  assert.ok(Deno.memoryUsage().heapUsed < ROOM);
});

Deno.test("load() refuses by a SavedError, or loads, 2,000 changed files that have the checksum that they ought to have", async () => {
  const { refused } = await outcome(mutated(await written(), 2000, rng(2)).map(sealed));
  assert.ok(refused > 1500, `${refused} refused`);
  assert.ok(Deno.memoryUsage().heapUsed < ROOM);
});

for (const [what, model] of [["a network", network], ["many wrappers", wrapped]] as const) {
  Deno.test(`load() refuses by a SavedError, or loads, 1,000 files of ${what} that hold other data`, async () => {
    const saved = fromBytes(await written(model));
    const files = Array.from({ length: 1000 }, (_, i) => {
      const data = Object.fromEntries(
        Object.entries(saved.data).map(([name, value], j, { length }) => [
          name,
          i % length === j ? withValue(value, rng(3).fork(i)) : value,
        ]),
      );
      return toBytes({ ...saved, data });
    });
    const { refused, loaded } = await outcome(files);
    assert.ok(refused > 500, `${refused} refused`);
    assert.ok(loaded.length > 0, "some changes do not matter");
    assert.ok(Deno.memoryUsage().heapUsed < ROOM);
  });
}
