import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import { counted } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode step}. */
export interface StepParams {
  /** Iterations trained in each cycle. Default 1. */
  readonly n: number;
}

const make = configured<StepParams, ControlMembers<number>>(
  "Step",
  { n: integer(1, { min: 1, doc: "iterations trained in each cycle" }) },
  ({ n }) => ({
    trains: true,
    start: () => 0,
    async apply(trained, run) {
      run.tell(`training for ${counted(n, "more iteration")}`, 2);
      await run.train(n);
      return trained + n;
    },
    record: (iterations) => ({ iterations }),
  }),
);

/**
 * Trains for `n` more iterations, 1 by default. Controls before it see what the cycle before has left, those behind it what
 * this one has. Its record is the number of iterations that it trained.
 */
export function step(n = 1): ControlOf<StepParams> {
  return make({ n });
}
