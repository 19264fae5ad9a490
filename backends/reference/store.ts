import { sizeOf } from "../../core/array.ts";
import type { Parameter } from "../../nn/mod.ts";

/** One array of weights, with the gradient of the loss of the current batch. */
export interface Weights {
  readonly parameter: Parameter;
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** All arrays of a network by name, in order. */
export type Store = ReadonlyMap<string, Weights>;

/** A store of zeros. */
export function makeStore(parameters: readonly Parameter[]): Store {
  return new Map(parameters.map((parameter) => {
    const size = sizeOf(parameter.shape);
    const weights = { parameter, values: new Float64Array(size), gradient: new Float64Array(size) };
    return [parameter.name, weights] as const;
  }));
}
