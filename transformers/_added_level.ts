import { DataError } from "../core/errors.ts";
import { type Field, nested } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/mod.ts";

/** What `addedLevel` needs to know. */
export interface AddedLevelOptions {
  /** The label that was asked for; null: one is chosen. */
  readonly label: Label | null;
  /** The label to choose where levels are no numbers. */
  readonly fallback: string;
  /** The column's name. */
  readonly name: string;
  /** The kind of the transformer. */
  readonly kind: string;
}

/**
 * A label beside those of a pool: the one asked for, or the smallest − 1 of numbers, or the fallback. As in
 * MLJTransforms.
 */
export function addedLevel(
  pool: readonly Label[],
  { label, fallback, name, kind }: AddedLevelOptions,
): Label {
  const numbers = pool.filter((level) => typeof level === "number");
  const chosen = numbers.length > 0 && numbers.length === pool.length
    ? numbers.reduce((least, level) => Math.min(least, level)) - 1
    : fallback;
  const added = label ?? chosen;
  if (!pool.includes(added)) return added;
  throw new DataError(
    `Cannot add level ${brief(added)} to column "${name}" by ${kind}: it is there already, among ${
      brief(pool)
    }; ` +
      "choose another label",
    { column: name, found: brief(added), wanted: "a new label" },
  );
}

/** The field of a label to add. */
export const LABEL: Field<Label | null> = nested<Label | null>(null, {
  expected: "a string, a number or a boolean, or null to have one chosen",
  is: (v) => v === null || ["string", "boolean"].includes(typeof v) || Number.isFinite(v),
  doc: "the level that is added",
});
