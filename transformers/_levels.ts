import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { type Categorical, type Label, type Numeric, numeric } from "../data/mod.ts";

/** The place of a missing value. */
export const MISSING = -1;

/** The place of a level that training did not know. */
export const UNKNOWN = -2;

/** For whom places are found, and what may occur. */
export interface PlacesOptions {
  /** The levels that training knew. */
  readonly levels: readonly Label[];
  /** The column's name. */
  readonly name: string;
  /** The kind of the transformer. */
  readonly kind: string;
  /**
   * What to do with other levels: `"refuse"` them, have them count as `"missing"`, or whatever else; then
   * they are UNKNOWN.
   */
  readonly unknown: string;
  /** What would do instead of refusing unknown levels. */
  readonly instead: string;
  /** What to do with missing values: `"refuse"` them, or whatever else; then they are MISSING. */
  readonly missing: string;
}

/** Where the level of each row stands among `levels`, found by its label: pools may be in another order, or larger. */
export function placesAmong(levels: readonly Label[], column: Categorical): Int32Array {
  const place = new Map(levels.map((level, i) => [level, i]));
  const places = column.levels.map((level) => place.get(level) ?? UNKNOWN);
  return column.codes.map((code) => code < 0 ? MISSING : places[code]!);
}

/** As {@linkcode placesAmong}, with what the options refuse refused. */
export function placesOf(column: Categorical, options: PlacesOptions): Int32Array {
  const { levels, unknown, missing } = options;
  return placesAmong(levels, column).map((place, row) => {
    if (place === MISSING && missing === "refuse") throw missingValue(row, options);
    if (place !== UNKNOWN) return place;
    if (unknown === "refuse") throw unknownLevel(column.levels[column.codes[row]!]!, options);
    return unknown === "missing" ? MISSING : UNKNOWN;
  });
}

function unknownLevel(level: Label, { levels, name, kind, instead }: PlacesOptions): DataError {
  return new DataError(
    `Cannot transform column "${name}" by ${kind}: it learned nothing of level ${brief(level)}, ` +
      `but of ${brief(levels)}; train with it, or set unknown: "${instead}"`,
    { column: name, found: brief(level), wanted: `one of ${brief(levels)}` },
  );
}

function missingValue(row: number, { name, kind }: PlacesOptions): DataError {
  return new DataError(
    `Cannot transform column "${name}" by ${kind}: the value in row ${row} is missing; ` +
      'fill it first, e.g. by fillImputer(), or set missing: "propagate"',
    { column: name, found: "missing values" },
  );
}

/** The numbers of levels, from 1; missing where the level is. */
export function ranks(places: Int32Array): Numeric {
  return numeric(Float64Array.from(places, (p) => p === MISSING ? NaN : p + 1));
}
