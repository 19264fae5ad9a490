import { configured } from "../../core/configured.ts";
import { integer, real } from "../../core/schema.ts";
import { significant } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import { type Generalisation, generalisationLoss, seen } from "./_generalisation.ts";
import { progressOf } from "./_progress_of.ts";
import { trainingLosses } from "./_training_losses.ts";

/** Hyperparameters of {@linkcode pq}. */
export interface PqParams {
  /** How large the generalisation loss may be in relation to the progress of training. Default 0.75. */
  readonly alpha: number;
  /** From how many training losses progress is told. Default 5. */
  readonly k: number;
  /** With so little progress training stops in any case. Default 2⁻⁵². */
  readonly tolerance: number;
}

interface Quotient extends Generalisation {
  /** The newest training losses, the newest first. */
  readonly losses: readonly number[];
}

const make = configured<PqParams, ControlMembers<Quotient>>(
  "Pq",
  {
    alpha: real(0.75, { min: 0, above: true, doc: "how large GL may be in relation to progress" }),
    k: integer(5, { min: 2, doc: "from how many training losses progress is told" }),
    tolerance: real(Number.EPSILON, { min: 0, doc: "progress at which training stops in any case" }),
  },
  ({ alpha, k, tolerance }) => ({
    needs: ["loss", "losses"],
    start: () => ({ loss: NaN, least: Infinity, losses: [] }),
    async apply(state, run) {
      const losses = [...trainingLosses(run).toReversed(), ...state.losses].slice(0, k);
      return { ...seen(state, await run.loss()), losses };
    },
    done(state) {
      if (state.losses.length < k) return undefined;
      const [over, progress] = [generalisationLoss(state), progressOf(state.losses)];
      if (progress <= tolerance) return "Pq: training makes no progress";
      const quotient = over / progress;
      if (!(quotient > alpha)) return undefined;
      return `Pq: the loss is ${significant(over)} % above the least, ${
        significant(quotient)
      } times the progress of ` +
        `training, more than ${alpha} times`;
    },
  }),
);

/**
 * Stops when the generalisation loss (see `gl`) exceeds `alpha` times the progress of training, or when there is no
 * progress (Prechelt 1998, PQ). Progress is 1000 (mean / least − 1) of the last `k` training losses, of which there must be
 * as many; those of earlier cycles count.
 */
export function pq(options: Partial<PqParams> = {}): ControlOf<PqParams> {
  return make(options);
}
