import { rng } from "../../../core/mod.ts";
import type { Range, Search, Space, Trial, TrialResult } from "../../../meta/mod.ts";
import { numbers, spaceOf } from "./_spaces.ts";

/** How to drive a search. */
export interface Drive {
  readonly space: Space;
  readonly loss: (trial: Trial, number: number) => number;
  /** So many trials are taken, fewer where it ends before. Default 1000. */
  readonly trials?: number;
  readonly seed?: number;
}

/** What a search asked for, batch by batch, and what came of it. */
export function driven(
  search: Search,
  { space, loss, trials = 1000, seed = 1 }: Drive,
): readonly TrialResult[][] {
  const searching = search.start(space, rng(seed));
  const batches: TrialResult[][] = [];
  for (let number = 0; number < trials;) {
    const batch: TrialResult[] = [];
    for (const trial of searching.ask()) {
      batch.push({ number, trial, loss: loss(trial, number) });
      if (++number === trials) break;
    }
    if (batch.length === 0) break;
    batches.push(batch);
    if (number < trials) searching.tell(batch);
  }
  return batches;
}

/** The values that it tried, in order. */
export function valuesOf(batches: readonly (readonly TrialResult[])[]): readonly (readonly unknown[])[] {
  return batches.flat().map(({ trial }) => trial.values);
}

/** A space of these ranges of a model of so many iterations. */
export function iteratedSpaceOf(ranges: readonly Range[], count = 27): Space {
  return { ...spaceOf(...ranges), iteration: { path: "epochs", count } };
}

/** So many ranges of numbers from 0 to 1. */
export function cube(dimensions: number): Space {
  return iteratedSpaceOf(
    Array.from({ length: dimensions }, (_, i) => numbers(`x${i}`)),
  );
}
