import { searchIn } from "./_candidates_in.ts";
import { isList } from "./_is_list.ts";
import { rangesIn } from "./_ranges_in.ts";
import type { TunedParams } from "./tuned.ts";

/** What is asked by a search: all hyperparameters that what comes of its candidates depends on, however they were written. */
export function askedBy<X, Y, Z>(params: Readonly<TunedParams<X, Y, Z>>): object {
  const { model, resampling, measure, selection, repeats } = params;
  return {
    model,
    ranges: rangesIn(params),
    search: searchIn(params),
    resampling,
    measure: measure === undefined || isList(measure) ? measure : [measure],
    selection,
    repeats,
  };
}
