import type { Plan } from "../../core/backend.ts";
import { lower } from "../lowering/mod.ts";
import { multiplicationsOf, piecesOf } from "../webgpu/pieces.ts";
import { tapeOf } from "../webgpu/tape.ts";

/** What a step of training takes. */
export interface Load {
  /** Multiplications of numbers in its matrix products. */
  readonly multiplications: number;
  /** Further ones by one-hot codes, which a GPU makes where a processor looks up and adds. */
  readonly oneHot: number;
  /** Kernels that a GPU is told to run, one after the other. */
  readonly dispatches: number;
}

/** What a step of a plan takes, for a whole batch. */
export function loadOf(plan: Plan): Load {
  const lowered = lower(plan);
  const pieces = piecesOf({ lowered, rules: plan.optimiser, tape: tapeOf(plan), batchSize: plan.batchSize });
  const oneHot = plan.batchSize * lowered.train.reduce(
    (sum, step) => step.op === "embedWeights" ? sum + step.inputs * step.outputs : sum,
    0,
  );
  return {
    multiplications: plan.batchSize * multiplicationsOf(pieces.train) - oneHot,
    oneHot,
    dispatches: pieces.train.length,
  };
}
