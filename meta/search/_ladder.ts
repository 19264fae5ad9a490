import { optional } from "../../core/optional.ts";
import { integer, nested, type SchemaOf } from "../../core/schema.ts";
import { isSearch } from "../_is_search.ts";
import type { Search, Space } from "../search.ts";
import { randomSearch } from "./random_search.ts";

/** Hyperparameters of searches that train few candidates for long. */
export interface HalvingParams {
  /** From rung to rung one in so many survives, and has so many times the iterations. Default 3. */
  readonly factor: number;
  /** The fewest iterations by which candidates may be judged. Default 1. */
  readonly least: number;
  /** For how many iterations the last are trained. Default: as many as the model says. */
  readonly most: number | undefined;
  /**
   * A search that candidates are drawn from, and that is told nothing: of one that learns, the first batch is all there is.
   * Default randomSearch().
   */
  readonly draw: Search;
}

/** What they may be. */
export const HALVING_SCHEMA: SchemaOf<HalvingParams> = {
  factor: integer(3, { min: 2, doc: "of how many candidates one survives a rung" }),
  least: integer(1, { min: 1, doc: "the fewest iterations by which candidates may be judged" }),
  most: optional(integer(1, { min: 1, doc: "for how many iterations the last are trained" })),
  draw: nested<Search>(randomSearch(), {
    expected: "a search, e.g. randomSearch()",
    is: isSearch,
    doc: "where candidates come from",
  }),
};

/** Candidates that compete: as many as there are, and how often they are sifted. */
export interface Bracket {
  readonly candidates: number;
  readonly steps: number;
}

/** So many candidates, trained for so many iterations. */
export interface Rung {
  readonly count: number;
  readonly iterations: number;
}

/** How far a ladder of rungs goes. */
export interface Ladder {
  readonly factor: number;
  /** Iterations of the last rung. */
  readonly most: number;
  /** How many rungs there can be below the last. */
  readonly steps: number;
}

/** The longest ladder there is room for. Throws where nothing counts iterations, or something else sets them. */
export function ladderOf(
  { factor, least, most }: HalvingParams,
  { kind, space: { iteration, paths } }: { readonly kind: string; readonly space: Space },
): Ladder {
  if (iteration === undefined) {
    throw new TypeError(
      `Cannot search by ${kind}: nothing that is searched counts iterations; give a model that iterates, e.g. ` +
        "neuralNetworkClassifier(), or another search",
    );
  }
  const { path, count } = iteration;
  if (paths.includes(path)) {
    throw new TypeError(
      `Cannot search "${path}" by ${kind}, which itself says for how many iterations each candidate is trained; ` +
        "leave this range out, and give most",
    );
  }
  const last = most ?? count;
  if (least > last) {
    const name = most === undefined ? `"${path}"` : "most";
    throw new RangeError(
      `Cannot search by ${kind}: least is ${least} and ${name} ${last}; give less for least, or more for ${name}`,
    );
  }
  return { factor, most: last, steps: stepsOf(last / least, factor) };
}

/** How often a number can be divided by a factor until it would be below 1. */
export function stepsOf(number: number, factor: number): number {
  let steps = 0;
  while (factor ** (steps + 1) <= number) steps++;
  return steps;
}

/** The rungs of a bracket, of which the last is trained for most. */
export function rungsOf({ candidates, steps }: Bracket, { factor, most }: Ladder): readonly Rung[] {
  return Array.from({ length: steps + 1 }, (_, i) => ({
    count: Math.max(1, Math.floor(candidates / factor ** i)),
    iterations: Math.round(most / factor ** (steps - i)),
  }));
}

/** How many trials a bracket has. */
export function trialsOf(bracket: Bracket, ladder: Ladder): number {
  return rungsOf(bracket, ladder).reduce((sum, { count }) => sum + count, 0);
}
