import type { Measure } from "../core/measure.ts";
import type { Scitype } from "../core/observations.ts";
import { optional } from "../core/optional.ts";
import { flag, oneOf, resolve } from "../core/schema.ts";
import { CATALOGUE } from "./_catalogue.ts";
import { GOALS, SCITYPES, SUBJECTS, TEXT } from "./_traits.ts";

type AnyMeasure = Measure<never, never, unknown>;

/** Which measures are wanted; what is absent does not matter. */
export interface MeasureFilter {
  /** Part of the id or of another name, in capitals or not. */
  readonly name?: string;
  /** Whether less or more is better, or neither. */
  readonly goal?: "min" | "max" | "none";
  /** Whether single guesses are judged, or distributions. */
  readonly of?: "point" | "distribution";
  /** A scitype of truths that can be judged. */
  readonly target?: Scitype;
  /** Whether it takes weights of rows. */
  readonly weighted?: boolean;
  /** Whether it takes weights of classes. */
  readonly classWeighted?: boolean;
  /** Whether it has a value for each observation. */
  readonly each?: boolean;
}

// Their defaults, undefined, stand for what does not matter.
const FILTER = Object
  .freeze({
    name: optional(TEXT),
    goal: optional(oneOf(GOALS)),
    of: optional(oneOf(SUBJECTS)),
    target: optional(oneOf(SCITYPES)),
    weighted: optional(flag(false)),
    classWeighted: optional(flag(false)),
    each: optional(flag(false)),
  });

/**
 * The predefined measures, or those of them that a filter lets through: of numbers first, then of labels, of
 * distributions, and curves. Measures with other than the usual options come from functions such as `logLossWith`,
 * and are not listed, but for the kinds of `marginLossWith`.
 *
 * @example What can judge distributions over ordered levels, takes weights of rows, and is the better the less it is?
 * ```ts
 * import { logLoss, measures } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const found = measures({ target: "OrderedFactor", of: "distribution", goal: "min", weighted: true });
 * assert.ok(found.includes(logLoss));
 * assert.deepEqual(measures({ name: "entropy" }), [logLoss]);
 * ```
 */
export function measures(filter: MeasureFilter = {}): readonly Measure<never, never, unknown>[] {
  const wanted = resolve({ kind: "measures", schema: FILTER }, filter);
  return Object.freeze(Object.values(CATALOGUE).flat().filter((measure) => passes(measure, wanted)));
}

function passes(measure: AnyMeasure, { name, target, each, ...traits }: MeasureFilter): boolean {
  const named = (other: string) => other.toLowerCase().includes((name ?? "").toLowerCase());
  const same = (trait: keyof typeof traits) =>
    traits[trait] === undefined || traits[trait] === measure[trait];
  return [measure.id, ...measure.aliases].some(named) &&
    (target === undefined || measure.target.includes(target)) &&
    (each === undefined || each === (measure.each !== undefined)) &&
    same("goal") && same("of") && same("weighted") && same("classWeighted");
}
