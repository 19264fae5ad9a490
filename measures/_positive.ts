import { DataError } from "../core/errors.ts";
import type { Field } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/categorical.ts";

/** The option that says which level is positive, which need not be said of two. */
export const POSITIVE: Field<Label | undefined> = Object.freeze({
  default: undefined,
  expected: "a label",
  doc: "",
  accepts: (value: unknown) => ["string", "number", "boolean"].includes(typeof value),
});

/** The code of the positive level: the one that was chosen, or the second of two. `remedy` says how to choose. */
export function positiveCode(
  levels: readonly Label[],
  { id, positive, remedy }: {
    readonly id: string;
    readonly positive: Label | undefined;
    readonly remedy: string;
  },
): number {
  if (positive === undefined) {
    if (levels.length === 2) return 1;
    throw new DataError(
      `Cannot judge guesses by ${id}: the levels are ${brief(levels)}, not two; ${remedy}`,
      { found: brief(levels), wanted: "two levels" },
    );
  }
  const code = levels.indexOf(positive);
  if (code >= 0) return code;
  throw new DataError(
    `Cannot judge guesses by ${id}: the levels are ${brief(levels)}; "positive" is one of them`,
    { found: brief(positive), wanted: brief(levels) },
  );
}

/** What to do where no level is positive by itself. */
export function sayPositive(name: string): string {
  return `say which is positive, ${name}With({ positive })`;
}
