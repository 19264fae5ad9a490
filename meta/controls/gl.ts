import { configured } from "../../core/configured.ts";
import { real } from "../../core/schema.ts";
import { significant } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import { type Generalisation, generalisationLoss, seen } from "./_generalisation.ts";

/** Hyperparameters of {@linkcode gl}. */
export interface GlParams {
  /** How far the loss may rise above the least so far, in per cent of that. Default 2. */
  readonly alpha: number;
}

const make = configured<GlParams, ControlMembers<Generalisation>>(
  "Gl",
  { alpha: real(2, { min: 0, above: true, doc: "how far the loss may rise above the least, in per cent" }) },
  ({ alpha }) => ({
    needs: ["loss"],
    start: () => ({ loss: NaN, least: Infinity }),
    apply: async (state, run) => seen(state, await run.loss()),
    done(state) {
      const over = generalisationLoss(state);
      return over > alpha
        ? `Gl: the loss is ${significant(over)} % above the least, more than ${alpha} %`
        : undefined;
    },
  }),
);

/**
 * Stops when the generalisation loss, 100 (E / |E_least| − 1), exceeds `alpha`, 2 by default (Prechelt 1998, GL). While all
 * losses are negative it never does.
 */
export function gl(alpha = 2): ControlOf<GlParams> {
  return make({ alpha });
}
