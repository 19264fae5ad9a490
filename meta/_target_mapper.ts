import { isModel } from "../core/is_model.ts";
import type { Context } from "../core/context.ts";
import { DataError, SavedError } from "../core/errors.ts";
import type { Learned, Mapper, Unsupervised } from "../core/model.ts";
import { restorePart, type RestoringPart } from "../core/restore_part.ts";
import { brief, significant } from "../core/show.ts";
import { type Column, isNumeric, type Numeric, numeric, type Table, table } from "../data/mod.ts";

/** Functions of single numbers, there and back. */
export interface FunctionPair {
  /** The number to learn, of a target: `Math.log`. */
  readonly forward: (value: number) => number;
  /** The target, of a number learned: `Math.exp`. */
  readonly inverse: (value: number) => number;
}

/** What transforms a target: a transformer of tables that has a way back, or two functions of single numbers. */
export type TargetTransformer = Unsupervised<Table, Table> | FunctionPair;

/** A target's way there and back. */
export interface TargetMapper<Y> {
  /** What was learned of the target; undefined for functions. */
  readonly learned?: Learned;
  /** Whether it is a table, and not a column. */
  readonly isTable: boolean;
  /** The target as the model sees it; absent where it was restored without data. */
  readonly forward?: Y | undefined;
  /** Predictions on the target's own scale. */
  inverse(z: unknown): Promise<Y>;
}

/** Whether a value transforms targets. */
export function isTargetTransformer(value: unknown): boolean {
  if (isModel(value)) return true;
  const { forward, inverse } = Object(value) as Partial<FunctionPair>; // may be anything: hence the checks
  return typeof forward === "function" && typeof inverse === "function";
}

/** Learns to transform these targets, and transforms them. A column is a table of one column, called `target`. */
export async function learnTarget<Y extends Numeric | Table>(
  transformer: TargetTransformer,
  y: Y,
  context: Context,
): Promise<TargetMapper<Y>> {
  const given = asTable(y);
  const learned = "fit" in transformer ? await transformer.fit({ x: given }, context) : undefined;
  const mapper = learned ?? mapperOf(transformer as FunctionPair); // one of the two
  return await guarded(learned, async () => {
    const back = wayBack(mapper);
    const forward = await mapper.transform(given);
    checkTransformed(given, forward);
    if (!learned) checkWayBack(given, await back(forward), context);
    return targetMapper<Y>(back, { learned, forward, isTable: "names" in y });
  });
}

/** What {@linkcode learnTarget} had learned; `y` are the targets that it learned from, where they are given. */
export async function restoreTarget<Y extends Numeric | Table>(
  transformer: TargetTransformer,
  { saved, context, data: y }: Omit<RestoringPart<Y>, "name">,
): Promise<TargetMapper<Y>> {
  const { kind, data: { isTable } } = saved;
  if (!("fit" in transformer) || typeof isTable !== "boolean") {
    throw new SavedError(`Cannot restore ${kind}: what transforms its target was not saved`, kind);
  }
  const given = y && asTable(y);
  const part = { saved, name: "transformer", context, data: given && { x: given } };
  const learned = await restorePart(transformer, part);
  return await guarded(learned, async () => {
    const forward = given && await learned.transform(given);
    return targetMapper<Y>(wayBack(learned), { learned, forward, isTable });
  });
}

async function guarded<T>(learned: Learned | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    learned?.[Symbol.dispose]();
    throw error;
  }
}

function asTable(y: Numeric | Table): Table {
  return continuous(y, "names" in y ? y : table({ target: y }));
}

interface Transformed extends Pick<TargetMapper<never>, "isTable"> {
  readonly learned: Learned | undefined;
  readonly forward: Table | undefined;
}

// A column for a column, a table for a table.
function targetMapper<Y extends Numeric | Table>(
  back: (z: Table) => Promise<Table>,
  { learned, forward, isTable }: Transformed,
): TargetMapper<Y> {
  return {
    ...(learned && { learned }),
    isTable,
    forward: (isTable ? forward : forward?.column("target")) as Y | undefined, // as `Y` is
    async inverse(z) {
      const whole = isTable ? z as Table : table({ target: checkedPrediction(z) }); // as the model learned it
      const x = await back(whole);
      return (isTable ? x : x.column("target")) as Y; // as above
    },
  };
}

type Pair = Pick<Mapper<Table, Table>, "transform" | "inverseTransform">;

function mapperOf({ forward, inverse }: FunctionPair): Pair {
  const each = (x: Table, change: (value: number) => number) =>
    x.names.reduce((z, name) => z.with(name, numeric((x.column(name) as Numeric).values.map(change))), x); // checked
  return {
    // deno-lint-ignore require-await -- async, so that what a function throws rejects
    transform: async (x) => each(x, (v) => forward(v)),
    // deno-lint-ignore require-await -- as above
    inverseTransform: async (z) => each(z, (v) => inverse(v)),
  };
}

function wayBack(mapper: Pair): (z: Table) => Promise<Table> {
  if (mapper.inverseTransform) return (z) => mapper.inverseTransform!(z);
  throw new TypeError(
    "Cannot transform the target: the transformer has no way back; " +
      "take one with inverseTransform, or { forward, inverse }",
  );
}

// Counts too are numbers to learn: transformers treat Continuous columns.
function continuous(y: unknown, given: Table): Table {
  return given.names.reduce((target, name) => {
    const column = given.column(name);
    if (column.scitype === "Continuous") return target;
    if (column.scitype === "Count") return target.with(name, numeric(column.values));
    throw new DataError(
      `Cannot transform the target: it is ${brief(y)}; give a column of numbers, or a table of them`,
      { column: name, found: column.scitype, wanted: "Continuous or Count" },
    );
  }, given);
}

// What the functions or the transformer made must be numbers in the same columns.
function checkTransformed(given: Table, forward: Table): void {
  for (const name of given.names) {
    const column: Column | undefined = forward.names.includes(name) ? forward.column(name) : undefined;
    if (!column || !isNumeric(column)) {
      throw new DataError(
        `Cannot learn the transformed target: the transformer made ${
          forward.names.join(", ") || "nothing"
        } ` +
          `of ${given.names.join(", ")}; take one that keeps columns of numbers in their places`,
        { column: name },
      );
    }
    const { values } = given.column(name) as Numeric; // checked before
    const row = column.values.findIndex((z, i) => !Number.isFinite(z) && !Number.isNaN(values[i]!));
    if (row < 0) continue;
    throw new DataError(
      `Cannot learn the transformed target: row ${row} holds ${values[row]}, which becomes ${
        column.values[row]
      }; ` +
        "take a transformation that suits all targets, e.g. Math.log1p for zeros",
      { column: name, found: String(values[row]) },
    );
  }
}

/** How far, as a share of the number, a way back may end beside it before that is told. */
const NEAR = 1e-3;

// Two functions may well be no pair, which shows in the target itself.
function checkWayBack(given: Table, back: Table, context: Context): void {
  for (const name of given.names) {
    const [from, to] = [given, back].map((x) => (x.column(name) as Numeric).values); // functions of numbers give numbers
    const far = from!.findIndex((v, i) =>
      !Number.isNaN(v) && !(Math.abs(to![i]! - v) <= NEAR * Math.max(1, Math.abs(v)))
    );
    if (far < 0) continue;
    const found = `forward and inverse lead from ${from![far]} to ${significant(to![far]!, 6)}`;
    if (Number.isNaN(to![far]!)) {
      throw new DataError(
        `Cannot go back to the target's scale: ${found}; give functions that return numbers`,
        {
          column: name,
          found: "NaN",
        },
      );
    }
    context.emit({
      type: "note",
      message: `TransformedTarget: ${found}; predictions are not on the target's scale`,
    });
    return;
  }
}

function checkedPrediction(z: unknown): Numeric {
  const scitype = Reflect.get(Object(z), "scitype");
  if (scitype === "Continuous" || scitype === "Count") return z as Numeric; // as its scitype says
  throw new DataError(
    "Cannot go back to the target's scale: the model does not predict numbers; take a regressor",
    { column: "target", found: String(scitype), wanted: "Continuous" },
  );
}
