import { configured } from "../../core/configured.ts";
import type { NoParams } from "../../core/params.ts";
import { significant } from "../../core/show.ts";
import { counted } from "../_counted.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";
import type { Trainable } from "../trainable.ts";

/** The best that there was so far: of none, the loss is infinite. */
export interface Best {
  /** Its loss. */
  readonly loss: number;
  /** After how many iterations. */
  readonly iterations: number;
  /** What brings it back. */
  readonly snapshot: unknown;
}

/** What something trained before is: the best that there was so far. */
export async function bestFrom(
  subject: Required<Pick<Trainable, "loss" | "snapshot" | "iterations">>,
): Promise<Best> {
  const loss = await subject.loss();
  return Number.isFinite(loss)
    ? { loss, iterations: subject.iterations, snapshot: await subject.snapshot() }
    : NONE;
}

const NONE: Best = Object.freeze({ loss: Infinity, iterations: 0, snapshot: undefined });

const make = configured<NoParams, ControlMembers<Best>>("KeepBest", {}, () => ({
  needs: ["loss", "snapshot"],
  start: () => NONE,
  async apply(best, run) {
    const loss = await run.loss();
    const { iterations, losses, subject } = run;
    const better = Number.isFinite(loss) && losses.every(Number.isFinite) && loss < best.loss;
    return better ? { loss, iterations, snapshot: await subject.snapshot?.() } : best;
  },
  async finish(best, run) {
    await bringBack(best, run);
    return best;
  },
  record: ({ loss, iterations }) => iterations > 0 ? { loss, iterations } : undefined,
}));

async function bringBack({ loss, iterations, snapshot }: Best, run: Run): Promise<void> {
  if (iterations === 0 || iterations === run.iterations) return;
  run.tell(
    `kept is what there was after ${counted(iterations, "iteration")}, with loss ${significant(loss, 4)}`,
  );
  await run.subject.restore?.(snapshot);
}

/**
 * Once training has stopped, brings back what there was in the cycle of the least loss, of several the first; one in which
 * the loss or a training loss was no number or infinite does not count. It stands behind the control that trains. Its record
 * is that loss, and after how many iterations it was.
 */
export function keepBest(): ControlOf<NoParams> {
  return make();
}
