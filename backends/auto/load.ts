import type { Plan } from "../../core/backend.ts";
import { lower, type Step } from "../lowering/mod.ts";
import { piecesOf } from "../webgpu/pieces.ts";
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
  const multiplications = lowered.train.reduce((sum, step) => sum + plan.batchSize * productOf(step), 0);
  const pieces = piecesOf({ lowered, rules: plan.optimiser, tape: tapeOf(plan), batchSize: plan.batchSize });
  return { multiplications, dispatches: pieces.train.length };
}

function productOf(step: Step): number {
  if (step.op !== "dense" && step.op !== "denseInput" && step.op !== "denseWeights") return 0;
  return step.rows * step.inputs * step.outputs;
}
