import type { Rule } from "../core/layer.ts";
import type { Optimiser } from "./optimiser.ts";
import { signDecay } from "./optimisers/sign_decay.ts";
import { weightDecay } from "./optimisers/weight_decay.ts";

/** A penalty on the size of weights. */
export interface Penalty {
  /** Its strength λ for a whole epoch; 0 for none. */
  readonly lambda: number;
  /** Share α of the sum of sizes (L1) against the sum of squares (L2). */
  readonly alpha: number;
  /** Batches an epoch. */
  readonly batches: number;
}

/**
 * An optimiser behind the gradient of λ (α ‖w‖₁ + (1 − α) ‖w‖²) / batches: an epoch adds the penalty once, whatever
 * the batch size. It reaches all weights, biases included, and does not show in the losses.
 */
export function penalised(optimiser: Optimiser, { lambda, alpha, batches }: Penalty): readonly Rule[] {
  if (lambda === 0) return optimiser.rules;
  const sign = alpha === 0 ? [] : signDecay({ lambda: alpha * lambda / batches }).rules;
  const weight = alpha === 1 ? [] : weightDecay({ lambda: 2 * (1 - alpha) * lambda / batches }).rules;
  return [...sign, ...weight, ...optimiser.rules];
}
