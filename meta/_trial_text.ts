import { equal } from "../core/params.ts";
import { brief } from "../core/show.ts";
import type { Range } from "./range.ts";
import type { Space, Trial } from "./search.ts";

/** The values of a trial as plain data: listed ones by their place in the list. */
export function plainValues({ values }: Pick<Trial, "values">, space: Space): readonly unknown[] {
  return values.map((value, i) => {
    const place = listed(space.ranges, space.paths[i]!).findIndex((one) => equal(one, value));
    if (place >= 0) return { place };
    if (isPlain(value)) return value;
    throw new TypeError(
      `Cannot keep ${space.paths[i]} of a candidate: it is ${brief(value)}, which no range lists; give ` +
        `range(model, "${space.paths[i]}", { values: … })`,
    );
  });
}

/** What {@linkcode plainValues} was given; undefined where the ranges are others. */
export function valuesOf(plain: unknown, space: Space): readonly unknown[] | undefined {
  if (!Array.isArray(plain) || plain.length !== space.paths.length) return undefined;
  const values = plain.map((value, i) => {
    const { place }: { readonly place?: unknown } = Object(value);
    return typeof place === "number" ? listed(space.ranges, space.paths[i]!)[place] : value;
  });
  return values.includes(undefined) ? undefined : values;
}

/** A trial in a line of JSON, by which a journal knows it again. */
export function trialText(trial: Trial, space: Space): string {
  const { iterations, from } = trial;
  return JSON.stringify({ values: plainValues(trial, space), iterations, from });
}

function listed(ranges: readonly Range[], path: string): readonly unknown[] {
  return ranges.flatMap(({ params }) => params.path === path && "values" in params ? params.values : []);
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value === "string" || typeof value === "boolean" ||
    Array.isArray(value) && value.every(isPlain);
}
