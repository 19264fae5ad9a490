import { configured, type Made } from "../core/configured.ts";
import { nested } from "../core/schema.ts";

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
}

/** A range of listed values. */
export type NominalRange<T = unknown> = Made<NominalRangeParams<T>, NominalRangeMembers<T>>;

// CONTRACT STUB (to be finished by whoever owns ranges).
export const nominalRange: (params: NominalRangeParams) => NominalRange = configured<
  NominalRangeParams,
  NominalRangeMembers
>("NominalRange", {
  path: nested("", { expected: "a path", is: (v) => typeof v === "string" }),
  values: nested<readonly unknown[]>([], { expected: "a list of values", is: Array.isArray }),
}, ({ values }) => ({ points: (count = values.length) => values.slice(0, count) }));
