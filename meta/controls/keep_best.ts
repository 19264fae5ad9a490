import { configured } from "../../core/configured.ts";
import type { NoParams } from "../../core/params.ts";
import { counted } from "../../core/show.ts";
import { lossInWords } from "../_loss_in_words.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";
import type { Trainable } from "../trainable.ts";
import { invalidIn } from "./_invalid_in.ts";

/** The best that there was so far: of none, the loss is infinite. */
export interface Best {
  /** Its loss. */
  readonly loss: number;
  /** After how many iterations. */
  readonly iterations: number;
  /** What brings it back. */
  readonly snapshot: unknown;
  /** What was wrong with the first there was, as long as none was any good. */
  readonly wrong?: string | undefined;
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
    const { iterations, subject } = run;
    const invalid = invalidIn(run, loss);
    if (invalid !== undefined) return best.iterations > 0 ? best : { ...best, wrong: best.wrong ?? invalid };
    return loss < best.loss ? { loss, iterations, snapshot: await subject.snapshot?.() } : best;
  },
  async finish(best, run) {
    await bringBack(best, run);
    return best;
  },
  record: ({ loss, iterations }) => iterations > 0 ? { loss, iterations } : undefined,
}));

async function bringBack({ loss, iterations, snapshot, wrong }: Best, run: Run): Promise<void> {
  if (wrong !== undefined) {
    const { kind = "what is trained" } = run.subject.model ?? {};
    throw new RangeError(
      `Cannot keep any iterate of ${kind}: ${wrong}, and none was good before; lower the learning rate, or standardise the data`,
    );
  }
  if (iterations === 0 || iterations === run.iterations) return;
  run.tell(
    `kept what there was after ${counted(iterations, "iteration")}, ${lossInWords(run.subject, loss)}`,
  );
  await run.subject.restore?.(snapshot);
}

/**
 * Once training has stopped, brings back what there was in the cycle of the least loss, of several the first; one in which
 * the loss or a training loss was no number or infinite does not count. It stands behind the control that trains. Its record
 * is that loss, and after how many iterations it was. Throws a RangeError if there was none to keep, as training diverged from the
 * first.
 */
export function keepBest(): ControlOf<NoParams> {
  return make();
}
