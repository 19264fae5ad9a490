import { DataError } from "../core/errors.ts";

/**
 * How much each row counts in the loss: sample weights times class weights, scaled to mean one, so that weights that
 * are all alike are as good as none. `undefined` where neither is given.
 */
export function rowWeights(
  kind: string,
  sample: Float64Array | undefined,
  byClass: Float64Array | undefined,
): Float64Array | undefined {
  if (!sample && !byClass) return undefined;
  const size = (sample ?? byClass)?.length ?? 0;
  const weights = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i++) {
    const weight = (sample?.[i] ?? 1) * (byClass?.[i] ?? 1);
    if (!Number.isFinite(weight) || weight < 0) {
      throw new DataError(
        `Cannot weigh row ${i} for ${kind}: its weight is ${weight}; give finite numbers ≥ 0`,
      );
    }
    weights[i] = weight;
    total += weight;
  }
  if (total === 0) {
    throw new DataError(`Cannot weigh rows for ${kind}: all weights are 0; give some that are not`);
  }
  return weights.map((weight) => weight * size / total);
}
