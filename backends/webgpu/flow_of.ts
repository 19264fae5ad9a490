import { type Flowing, readsOf, type Step, type Tensor, writesOf } from "../lowering/mod.ts";
import type { Part } from "./kernels/elements.ts";

/** What steps, or parts of them, read and write together. */
export function flowOf(steps: readonly (Flowing | Step | Part)[]): Flowing {
  const byId = (tensors: readonly Tensor[]) =>
    Object.fromEntries(tensors.map((tensor) => [tensor.id, tensor]));
  return { reads: byId(steps.flatMap(readsOf)), writes: byId(steps.flatMap(writesOf)) };
}
