import { configured } from "../../core/configured.ts";
import { real } from "../../core/schema.ts";
import { significant } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode lossBelow}. */
export interface LossBelowParams {
  /** What the loss has to fall below. Default 0. */
  readonly value: number;
}

const make = configured<LossBelowParams, ControlMembers<number>>(
  "LossBelow",
  { value: real(0, { doc: "what the loss has to fall below" }) },
  ({ value }) => ({
    needs: ["loss"],
    start: () => Infinity,
    apply: (_, run) => run.loss(),
    done: (loss) =>
      loss < value ? `LossBelow: the loss is ${significant(loss, 4)}, below ${value}` : undefined,
  }),
);

/**
 * Stops when the loss is below `value`, 0 by default; upstream this is called Threshold. The loss of a score is its
 * negative: by accuracy, `lossBelow(-0.95)` stops once more than 95 % are right.
 */
export function lossBelow(value = 0): ControlOf<LossBelowParams> {
  return make({ value });
}
