import { configured, type Made } from "../core/configured.ts";
import type { Field } from "../core/schema.ts";
import { brief, significant } from "../core/show.ts";
import { checkCount } from "./_numeric_interval.ts";
import { pathField } from "./_path_field.ts";

/** Hyperparameters of a range of listed values. */
export interface NominalRangeParams<T = unknown> {
  /** Path of the hyperparameter: `"builder.activation"`. */
  readonly path: string;
  /** Its values. */
  readonly values: readonly T[];
}

/** What a range of listed values offers. */
export interface NominalRangeMembers<T = unknown> {
  /** The first so many values; all by default. */
  points(count?: number): readonly T[];
  /** As one line. */
  toString(): string;
}

/** A range of listed values. As text: `NominalRange(batchSize = 8, 16)`. */
export type NominalRange<T = unknown> = Made<NominalRangeParams<T>, NominalRangeMembers<T>>;

/** So many values are shown. */
const SHOWN = 8;

/** A range of these values, of which there must be one. */
export function nominalRange<T>(params: NominalRangeParams<T>): NominalRange<T> {
  const path = pathField("path of the hyperparameter");
  const values: Field<readonly T[]> = {
    default: [],
    required: true,
    expected: "a list of at least one value",
    doc: "its values",
    accepts: (v) => Array.isArray(v) && v.length > 0,
  };
  return configured<NominalRangeParams<T>, NominalRangeMembers<T>>(
    "NominalRange",
    { path, values },
    membersOf,
  )(params);
}

function membersOf<T>({ path, values }: NominalRangeParams<T>): NominalRangeMembers<T> {
  return {
    points(count = values.length) {
      checkCount(count, path);
      return values.slice(0, count);
    },
    toString: () => `NominalRange(${path} = ${listed(values)})`,
  };
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, SHOWN).map((value) => {
    if (typeof value === "number") return significant(value, 4);
    return typeof value === "string" ? value : brief(value);
  });
  return `${shown.join(", ")}${shown.length < values.length ? `, … (${values.length} in all)` : ""}`;
}
