import assert from "node:assert/strict";
import type { Rng } from "../core/rng.ts";
import type { Search, Space, Trial, TrialResult } from "../meta/search.ts";

/** What is searched, by which chance, and what comes of it. */
export interface Trying {
  readonly space: Space;
  readonly rng: Rng;
  readonly loss: (trial: Trial, number: number) => number;
}

/** What came of a trial, and in which batch it was, from 0. */
export interface Tried extends TrialResult {
  readonly batch: number;
}

/**
 * What a search tries, one by one, as it is done where a model is tuned: results are told when a whole batch was taken, and
 * an empty batch is the end.
 */
export function* tried(search: Search, { space, rng, loss }: Trying): Generator<Tried> {
  const searching = search.start(space, rng);
  let number = 0;
  for (let batch = 0;; batch++) {
    const results: Tried[] = [];
    for (const trial of searching.ask()) {
      const result = Object.freeze({ number, trial, loss: loss(trial, number), batch });
      results.push(result);
      yield result;
      number++;
    }
    if (results.length === 0) break;
    searching.tell(Object.freeze(results));
  }
  for (const _ of searching.ask()) assert.fail("after an empty batch there are no more trials");
}

/** The first so many of what a search tries. */
export function firstTried(search: Search, options: Trying & { readonly trials: number }): readonly Tried[] {
  const found: Tried[] = [];
  for (const result of tried(search, options)) {
    found.push(result);
    if (found.length === options.trials) break;
  }
  return found;
}
