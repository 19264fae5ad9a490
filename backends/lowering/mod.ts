/**
 * Lowering: from a plan to lists of fused steps over one flat vector of weights, with places for all that flows
 * between them. Shared by backends that run a plan as a whole; it computes nothing itself.
 *
 * @module
 */
export { lower, type LoweredPlan } from "./lower.ts";
export { type Layout, type Memory, memoryName, remembered, roundUp, type Slot } from "./layout.ts";
export { notLowered } from "./lower_network.ts";
export { type Link, type Pass, passesOf } from "./passes.ts";
export { place, type Placement } from "./place.ts";
export {
  type Convolving,
  type Flowing,
  type MapStep,
  readsOf,
  type Step,
  type Stretch,
  type Tensor,
  writesOf,
} from "./step.ts";
