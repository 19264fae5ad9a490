import type { NoParams } from "../../core/params.ts";
import { configured } from "../../core/configured.ts";
import { listOf, nested } from "../../core/schema.ts";
import { isOptimiser, type Optimiser } from "../optimiser.ts";

/** Hyperparameters of {@linkcode optimiserChain}. */
export interface OptimiserChainParams {
  /** The optimisers and modifiers, in order; `"links.1.eta"` reaches inside. */
  readonly links: readonly Optimiser[];
}

const make = configured<OptimiserChainParams, Pick<Optimiser, "rules">>(
  "OptimiserChain",
  {
    links: listOf<Optimiser>([], nested<Optimiser>(nothing(), { expected: "an optimiser", is: isOptimiser })),
  },
  ({ links }) => ({ rules: Object.freeze(links.flatMap((link) => link.rules)) }),
);

/**
 * Optimisers and modifiers one after another: each works on what the one before it gives, and what the last one
 * gives is subtracted from the weights.
 *
 * @example
 * ```ts
 * import { adam, clipGlobalNorm, optimiserChain } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const careful = optimiserChain(clipGlobalNorm({ omega: 1 }), adam());
 * assert.deepEqual(careful.rules.map((rule) => rule.kind), ["ClipGlobalNorm", "Adam"]);
 * ```
 */
export function optimiserChain(...links: readonly Optimiser[]): Optimiser<OptimiserChainParams> {
  return make({ links });
}

// The empty chain: subtracts the gradient itself.
function nothing(): Optimiser {
  return configured<NoParams, Pick<Optimiser, "rules">>("Nothing", {}, () => ({ rules: [] }))();
}
