import type { Plan } from "../../core/backend.ts";
import { lower } from "../lowering/mod.ts";
import { multiplicationsOf, piecesOf } from "../webgpu/pieces.ts";
import { tapeOf } from "../webgpu/tape.ts";

/** What a step of training takes. */
export interface Load {
  /** Multiplications of numbers in its matrix products. */
  readonly multiplications: number;
  /** Kernels that a GPU is told to run, one after the other. */
  readonly dispatches: number;
}

/** What a step of a plan takes, for a whole batch. */
export function loadOf(plan: Plan): Load {
  const lowered = lower(plan);
  const pieces = piecesOf({ lowered, rules: plan.optimiser, tape: tapeOf(plan), batchSize: plan.batchSize });
  return {
    multiplications: plan.batchSize * multiplicationsOf(pieces.train),
    dispatches: pieces.train.length,
  };
}
