import { meanOne } from "../core/mean_one.ts";

/**
 * How much each row counts in the loss: sample weights times class weights, scaled to mean one. `undefined` where neither
 * is given.
 */
export function rowWeights(
  kind: string,
  sample: Float64Array | undefined,
  byClass: Float64Array | undefined,
): Float64Array | undefined {
  const weights = sample && byClass ? sample.map((weight, i) => weight * byClass[i]!) : sample ?? byClass;
  return weights && meanOne(weights, kind);
}
