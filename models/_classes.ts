import { countsOf } from "../data/counts_of.ts";
import type { HostArray } from "../core/array.ts";
import { DataError, SavedError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { type Categorical, type Finite, finite, type Label } from "../data/mod.ts";
import type { Data, Decoder, Targets } from "./_task.ts";
import type { ClassWeights } from "./neural_network_params.ts";

/** Refuses a target that is not of classes, has holes, or has too few levels in its pool. */
export function checkClasses(
  y: Categorical,
  kind: string,
  levels: { readonly min: number; readonly max: number },
): void {
  if (!("codes" in y)) {
    const found = Reflect.get(Object(y), "scitype");
    throw new DataError(
      `Cannot fit ${kind}: the target is ${brief(found)}, and Multiclass or OrderedFactor is wanted; ` +
        `coerce it, e.g. unpack(table, target, { scitypes: { target: "Multiclass" } })`,
      { column: "y", found: String(found), wanted: "Multiclass" },
    );
  }
  const hole = y.codes.indexOf(-1);
  if (hole >= 0) {
    throw new DataError(`Cannot fit ${kind}: the target is missing in row ${hole}; leave out such rows`, {
      column: "y",
      found: "missing values",
    });
  }
  const count = y.levels.length;
  if (count >= levels.min && count <= levels.max) return;
  const wanted = levels.min === levels.max ? `exactly ${levels.min} levels` : `at least ${levels.min} levels`;
  throw new DataError(
    `Cannot fit ${kind}: the target has ${count} level${count === 1 ? "" : "s"} (${y.levels.join(", ")}), ` +
      `and ${wanted} are wanted`,
    { column: "y", found: `${count} levels`, wanted },
  );
}

/** Classes as targets: one output for each level of the pool. */
export function classTargets(
  y: Categorical,
  { classWeights }: { readonly classWeights: ClassWeights },
  kind: string,
): Targets<Finite> {
  checkClasses(y, kind, { min: 2, max: Infinity });
  return { values: oneHot(y), weights: classWeightsOf(y, classWeights, kind), ...classDecoder(y) };
}

/** The classes of a target. */
export type Classes = Pick<Categorical, "levels" | "scitype">;

/** Outputs as probabilities: one for each level, or with `augment` for all but the first. */
export function classDecoder(
  { levels, scitype }: Classes,
  { augment = false }: { readonly augment?: boolean } = {},
): Decoder<Finite> {
  return {
    decode: ({ data }) => finite(levels, data, { ordered: scitype === "OrderedFactor", augment }),
    saved: { levels, scitype },
  };
}

/** The classes that were saved of a target. */
export function classesFrom({ levels, scitype }: Data, kind: string): Classes {
  const labels: unknown = Array.isArray(levels) && levels.every(isLabel) ? levels : undefined;
  if (labels && (scitype === "Multiclass" || scitype === "OrderedFactor")) {
    return { levels: labels as readonly Label[], scitype }; // as just seen
  }
  throw new SavedError(`Cannot restore ${kind}: which classes it learned is not told`, kind);
}

function isLabel(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

// One column for each level of the pool, 1 where it is the row's class.
function oneHot({ codes, levels }: Categorical): HostArray {
  const width = levels.length;
  const data = new Float32Array(codes.length * width);
  codes.forEach((code, i) => data[i * width + code] = 1);
  return { shape: [codes.length, width], data };
}

/** How much each row counts for its class; `undefined` where classes count alike. */
export function classWeightsOf(
  y: Categorical,
  weights: ClassWeights,
  kind: string,
): Float64Array | undefined {
  if (weights === "none") return undefined;
  const byCode = weights === "balanced" ? balanced(y) : given(y, weights, kind);
  return Float64Array.from(y.codes, (code) => byCode[code]!);
}

function balanced(y: Categorical): number[] {
  return countsOf(y).map((count) => count === 0 ? 0 : y.size / count);
}

function given(y: Categorical, weights: Readonly<Record<string, number>>, kind: string): number[] {
  const labels = y.levels.map(String);
  const odd = Object.keys(weights).find((label) => !labels.includes(label)) ??
    labels.find((label) => !Object.hasOwn(weights, label));
  if (odd !== undefined) {
    throw new DataError(
      `Cannot weigh classes for ${kind}: the target has ${labels.join(", ")}, weights are given for ${
        Object.keys(weights).join(", ")
      }; give one for each level`,
      { column: "y", found: odd },
    );
  }
  return labels.map((label) => weights[label]!);
}
