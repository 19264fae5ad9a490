import { flag, nested, oneOf, type SchemaOf } from "../core/schema.ts";

/** Hyperparameters of network models over tables: how columns become inputs. */
export interface ColumnParams {
  /**
   * How many numbers stand for a level of a column of classes, by column: a whole number, or a fraction f between 0 and 1
   * for ⌈f · levels⌉. Default, and for columns that are not named: one fewer than there are levels, from 1 to 10.
   */
  readonly embeddingDims: Readonly<Record<string, number>>;
  /**
   * Whether each column of classes gets a vector more, for all that is no level which training has seen: missing levels,
   * those outside the pool, and those of the pool that no row has. It starts at zero, and stays there unless training has
   * missing levels. Otherwise missing levels and those outside the pool are refused. Default false.
   */
  readonly unknown: boolean;
  /**
   * What to do with missing numbers: `"refuse"` them, or `"indicator"`: take the mean of training there, and behind all
   * columns, for each that has holes in training, one more (`name__missing`) that is 1 where it has one. Columns without
   * holes in training get the mean alone. Default `"refuse"`.
   */
  readonly missing: "refuse" | "indicator";
}

function isWidth(n: unknown): boolean {
  return typeof n === "number" && (Number.isSafeInteger(n) ? n >= 1 : n > 0 && n < 1);
}

/** The fields of {@linkcode ColumnParams}. */
export const COLUMN_FIELDS: SchemaOf<ColumnParams> = {
  embeddingDims: nested<ColumnParams["embeddingDims"]>(Object.freeze({}), {
    expected: "a record of columns, each an integer ≥ 1 or a fraction in (0, 1), e.g. { colour: 3 }",
    is: (v) =>
      typeof v === "object" && v !== null && Object.getPrototypeOf(v) === Object.prototype &&
      Object.values(v).every(isWidth),
    doc: "how many numbers stand for a level, by column",
  }),
  unknown: flag(false, "whether missing, foreign and unseen levels share a vector of their own"),
  missing: oneOf(["refuse", "indicator"], "what to do with missing numbers"),
};
