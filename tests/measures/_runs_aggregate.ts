import type { Aggregation } from "../../core/measure.ts";
import { categorical, type Label } from "../../data/mod.ts";
import { rowWeights } from "../../measures/_weights.ts";
import { aggregate } from "../../measures/mod.ts";
import type { Run, Runs } from "./_records.ts";

// A missing value has become 0 before it is aggregated.
const aggregated = (aggregation: Aggregation, power?: number): Run => ({ x, w, skipnan = false }) =>
  aggregate(x!.map((value) => Number(value ?? 0)), aggregation, {
    weights: w,
    skipsNaN: skipnan,
    ...(power ? { power } : {}),
  });

// Upstream's weighted() is what each value brings to the whole.
const weighted = (aggregation: Aggregation): Run => ({ x, w }) =>
  x!.map((value, i) => ({ value, weight: w![i]! }))
    .filter(({ value }) => value !== null)
    .slice(0, 3)
    .map(({ value, weight }) => aggregate([Number(value)], aggregation, { weights: [weight] }));

const composite: Run = ({ y, w, class_weights }) => {
  const truth = categorical(y as readonly (Label | null)[]);
  return [...rowWeights(truth, { weights: w && Float64Array.from(w), classWeights: class_weights })!];
};

/** How values become one, and weights of rows and classes. */
export const AGGREGATE: Runs = {
  "measures/aggregate Sum": aggregated("sum"),
  "measures/aggregate Sum skipnan weighted": aggregated("sum"),
  "measures/aggregate Sum of empty": aggregated("sum"),
  "measures/aggregate Mean": aggregated("mean"),
  "measures/aggregate Mean skipnan": aggregated("mean"),
  "measures/aggregate Mean of empty": aggregated("mean"),
  "measures/aggregate IMean skipnan": aggregated("weightedMean"),
  "measures/aggregate IMean skipnan weighted": aggregated("weightedMean"),
  "measures/aggregate RootMean skipnan": aggregated("rootMean"),
  "measures/aggregate RootMean(2.5) skipnan": aggregated("rootMean", 2.5),
  "measures/aggregate weighted() in Sum/Mean/IMean mode, first three non-missing": weighted("sum"),
  "measures/aggregate weighted() in RootMean mode, first three non-missing": weighted("rootMean"),
  "measures/weights class weights only": composite,
  "measures/weights class and sample weights": composite,
};
