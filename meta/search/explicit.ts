import { configured } from "../../core/configured.ts";
import { isKinded } from "../../core/is_kinded.ts";
import { hint } from "../../core/names.ts";
import { type Field as SchemaField, nested } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import { containing } from "../containing.ts";
import { nominalRange } from "../nominal_range.ts";
import { isNumericRange, type Range } from "../range.ts";
import type { Search, SearchOf, Space } from "../search.ts";
import { rangesOf } from "../_ranges_of.ts";
import { oneBatch } from "./_one_batch.ts";

/** Values by path: `{ "optimiser.eta": 0.1, epochs: 20 }`. */
export type Candidate = Readonly<Record<string, unknown>>;

/** Hyperparameters of {@linkcode explicit}. */
export interface ExplicitParams {
  /** What is tried, in order. Default: the values of the only range, in order, which must be one of listed values. */
  readonly candidates: readonly Candidate[] | undefined;
}

const SCHEMA: { readonly candidates: SchemaField<readonly Candidate[] | undefined> } = {
  candidates: nested<readonly Candidate[] | undefined>(undefined, {
    expected: 'a list of candidates, each with values by path, e.g. [{ "optimiser.eta": 0.1 }]',
    is: (value) => Array.isArray(value) && value.length > 0 && value.every(isCandidate),
    doc: "what is tried, in order; the values of the only range, if absent",
  }),
};

const make = configured<ExplicitParams, Pick<Search, "start" | "ranges" | "defaultCount">>(
  "Explicit",
  SCHEMA,
  ({ candidates }) => ({
    ranges: candidates && listsIn(candidates),
    start: (space) => oneBatch(rowsOf(candidates, space).map((values) => ({ values }))),
    defaultCount: (space) => rowsOf(candidates, space).length,
  }),
);

/**
 * Tries exactly these candidates, in order: each gives a value for each path that is searched. They need no ranges: what they
 * name is what is searched. A list of models needs no candidates: its models are tried in order; and so are the values of any
 * single range of listed values.
 *
 * Starting throws a TypeError for a candidate that lacks a path or gives one that is not searched, and a RangeError for a
 * value that lies in no range of its path: ranges say what is searched, so one of the two is a mistake.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { explicit, range } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const ranges = [range(neuralNetworkRegressor(), "epochs", { lower: 1, upper: 100 })];
 * const search = explicit({ candidates: [{ epochs: 5 }, { epochs: 50 }] });
 * const [first, second] = search.start({ ranges, paths: ["epochs"] }, rng(0)).ask();
 * assert.deepEqual([first, second], [{ values: [5] }, { values: [50] }]);
 * ```
 */
export function explicit(options: Partial<ExplicitParams> = {}): SearchOf<ExplicitParams> {
  return make(options);
}

// A model or another configured value is none: where models are searched, "model" is the path.
function isCandidate(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isKinded(value);
}

// Of each path that a candidate names, the values that candidates give it.
function listsIn(candidates: readonly Candidate[]): readonly Range[] {
  const paths = [...new Set(candidates.flatMap((candidate) => Object.keys(candidate)))];
  return paths.map((path) => {
    const given = candidates.flatMap((candidate) => path in candidate ? [candidate[path]] : []);
    return nominalRange({ path, values: [...new Set(given)] });
  });
}

function rowsOf(candidates: ExplicitParams["candidates"], space: Space): readonly (readonly unknown[])[] {
  const { paths, ranges } = space;
  if (candidates) {
    const fields = paths.map((path) => fieldOf(path, ranges));
    return candidates.map((candidate, number) => valuesOf(candidate, { number, fields }));
  }
  if (paths.length === 1 && !ranges.some(isNumericRange)) return listedIn(ranges).map((value) => [value]);
  const example = paths.map((path) => `${JSON.stringify(path)}: …`).join(", ");
  throw new TypeError(
    `Cannot search ${
      paths.join(", ")
    } explicitly: there are no candidates, and not just one list of values; ` +
      `give explicit({ candidates: [{ ${example} }, …] })`,
  );
}

function listedIn(ranges: readonly Range[]): readonly unknown[] {
  return ranges.flatMap((range) => isNumericRange(range) ? [] : range.points());
}

/** A path that is searched, and which values it may have. */
interface Field {
  readonly path: string;
  readonly own: readonly Range[];
  has(value: unknown): boolean;
}

function fieldOf(path: string, ranges: readonly Range[]): Field {
  const own = rangesOf(path, ranges);
  const contain = own.map(containing);
  return { path, own, has: (value) => contain.some((contains) => contains(value)) };
}

interface Place {
  readonly number: number;
  readonly fields: readonly Field[];
}

function valuesOf(candidate: Candidate, { number, fields }: Place): readonly unknown[] {
  const what = () => `Cannot try candidate ${number}, ${brief(candidate)}`;
  const unknown = Object.keys(candidate).find((name) => !fields.some(({ path }) => path === name));
  if (unknown !== undefined) {
    const paths = fields.map(({ path }) => path);
    throw new TypeError(
      `${what()}: no range has the path "${unknown}"; there are ${paths.join(", ")}${hint(unknown, paths)}`,
    );
  }
  return fields.map(({ path, own, has }) => {
    const value = candidate[path];
    if (value === undefined) {
      throw new TypeError(`${what()}: it lacks "${path}"; give a value for each range`);
    }
    if (has(value)) return value;
    throw new RangeError(
      `${what()}: ${brief(value)} is not in the range of "${path}", ${own.map(inWords).join(" or ")}; ` +
        "change the candidate, or widen the range",
    );
  });
}

function inWords(range: Range): string {
  if (!isNumericRange(range)) return `one of ${brief(range.params.values)}`;
  const { lower, upper, integer } = range.params;
  return `${integer ? "whole numbers" : "numbers"} from ${lower} to ${upper}`;
}
