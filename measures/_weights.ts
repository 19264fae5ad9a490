import { DataError } from "../core/errors.ts";
import type { MeasureOptions } from "../core/measure.ts";
import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";

/**
 * What a sum of weights may be off by, as a share of the total, and still be what it is compared with: adding up
 * tenths or thirds rounds, and half of the rows must be half of the weight.
 */
export const ROUNDING = 1e-12;

interface Sized {
  readonly size: number;
}

/** Refuses weights without their name, and options of another name. */
export function checkNamed(options: MeasureOptions, id: string): void {
  if (ArrayBuffer.isView(options) || Array.isArray(options)) {
    throw new TypeError(`Cannot judge by ${id} with ${brief(options)}: give weights by name, { weights }`);
  }
  checkNames(id, options, ["weights", "classWeights"]);
}

/** Refuses weights that a measure does not take, or that are not one for each row, finite and not negative. */
export function checkWeights(
  weights: Float64Array,
  { id, weighted, size }: { readonly id: string; readonly weighted: boolean; readonly size: number },
): void {
  if (!weighted) throw new TypeError(`Cannot weight ${id}: it takes no weights; leave them out`);
  if (!(weights instanceof Float64Array)) {
    throw new TypeError(`Cannot weight ${id} by ${brief(weights)}: give { weights } as a Float64Array`);
  }
  if (weights.length !== size) {
    throw new DataError(
      `Cannot weight ${id}: there are ${weights.length} weights for ${size} rows; give one a row`,
      { found: `${weights.length} weights`, wanted: `${size} weights` },
    );
  }
  const bad = weights.find((w) => !(w >= 0 && w < Infinity));
  if (bad !== undefined) {
    throw new DataError(`Cannot weight ${id}: a weight is ${bad}; weights are finite and not negative`);
  }
}

/** Refuses class weights that a measure does not take, or whose names are not the levels of the truth. */
export function checkClassWeights(
  classWeights: Readonly<Record<string, number>>,
  { id, classWeighted, truth }: {
    readonly id: string;
    readonly classWeighted: boolean;
    readonly truth: Sized & { readonly levels?: unknown };
  },
): void {
  if (!classWeighted) throw new TypeError(`Cannot weight ${id}: it takes no class weights; leave them out`);
  const levels = Array.isArray(truth.levels) ? truth.levels.map(String) : [];
  const names = Object.keys(classWeights);
  if (names.length !== levels.length || !levels.every((level) => names.includes(level))) {
    throw new DataError(
      `Cannot weight ${id}: class weights are given for ${brief(names)}, the levels are ${brief(levels)}; ` +
        "give one for each level",
      { found: brief(names), wanted: brief(levels) },
    );
  }
  for (const [name, weight] of Object.entries(classWeights)) {
    if (!(weight >= 0 && weight < Infinity)) {
      throw new DataError(
        `Cannot weight ${id}: the weight of class ${
          brief(name)
        } is ${weight}; weights are finite and not negative`,
      );
    }
  }
}

/** The weight of each class, in the order of the levels. */
export function classWeightsOf(
  { levels }: Pick<Categorical, "levels">,
  classWeights: Readonly<Record<string, number>>,
): Float64Array {
  return Float64Array.from(levels, (level) => classWeights[String(level)]!);
}

/** Weights of rows times those of their classes, 0 where the class is missing; `undefined` where there are neither. */
export function rowWeights(
  truth: Sized & Partial<Pick<Categorical, "levels" | "codes">>,
  { weights, classWeights }: MeasureOptions,
): Float64Array | undefined {
  const { levels, codes } = truth;
  if (!classWeights || !levels || !codes) return weights;
  const ofClass = classWeightsOf({ levels }, classWeights);
  return Float64Array.from(codes, (code, i) => code < 0 ? 0 : ofClass[code]! * (weights ? weights[i]! : 1));
}
