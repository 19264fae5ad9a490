import { brief } from "../core/show.ts";
import { placesIn } from "./_places.ts";
import type { Space, Trial } from "./search.ts";

/** Writes trials of a space as plain data, and reads them. */
export interface PlainTrials {
  /** The values of a trial: listed ones by their place in the list. Throws for what is listed nowhere, and no plain data. */
  write(trial: Pick<Trial, "values">): readonly unknown[];
  /** The values that were written; undefined where the space was another. */
  read(plain: unknown): readonly unknown[] | undefined;
  /** A trial in a line of JSON, by which a journal knows it again. */
  line(trial: Trial): string;
}

/** How trials of a space are written. */
export function plainTrials({ paths, ranges }: Space): PlainTrials {
  const lists = paths.map((path) =>
    ranges.flatMap(({ params }) => params.path === path && "values" in params ? params.values : [])
  );
  const places = lists.map(placesIn);
  const write = ({ values }: Pick<Trial, "values">) =>
    values.map((value, i) => {
      const place = places[i]!(value);
      if (place >= 0) return { place };
      if (isPlain(value)) return value;
      throw new TypeError(
        `Cannot keep ${paths[i]} of a candidate: it is ${brief(value)}, which no range lists; give ` +
          `range(model, "${paths[i]}", { values: … })`,
      );
    });
  return {
    write,
    read(plain) {
      if (!Array.isArray(plain) || plain.length !== paths.length) return undefined;
      const values = plain.map((value, i) => {
        const { place }: { readonly place?: unknown } = Object(value);
        return typeof place === "number" ? lists[i]![place] : value;
      });
      return values.includes(undefined) ? undefined : values;
    },
    line: (trial) => JSON.stringify({ values: write(trial), iterations: trial.iterations, from: trial.from }),
  };
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value === "string" || typeof value === "boolean" ||
    Array.isArray(value) && value.every(isPlain);
}
