import type { Device } from "../device.ts";
import type { KnownAnswer } from "./known_answer.ts";
import { outcomeOf } from "./outcome_of.ts";

/** How far numbers may lie from those that are known, as a share of the largest. */
const NEAR = 2e-5;

/** What a kernel gives instead of what is known, in words; undefined if it is right. */
export async function faultOf(
  { gives, ...answer }: KnownAnswer,
  device: Device,
): Promise<string | undefined> {
  const found = await outcomeOf(answer, device);
  const faults = [
    ...(gives.tensors ?? []).map(([tensor, numbers]) => difference(found.tensor(tensor), numbers)),
    gives.vectors && difference(found.vectors, gives.vectors),
    gives.losses && difference(found.losses, gives.losses),
  ];
  return faults.find((fault) => fault !== undefined);
}

// The first number that is not what it should be.
function difference(found: Float32Array, wanted: readonly number[]): string | undefined {
  const largest = Math.max(...wanted.filter(Number.isFinite).map(Math.abs), 0);
  const i = wanted.findIndex((value, k) => {
    if (Number.isNaN(value)) return !Number.isNaN(found[k]);
    return !(Math.abs(found[k]! - value) <= NEAR * largest);
  });
  return i < 0 ? undefined : `${found[i]} instead of ${wanted[i]}`;
}
