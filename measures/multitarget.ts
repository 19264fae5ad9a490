import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { checkNames } from "../core/names.ts";
import { real } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Column } from "../data/column.ts";
import type { Table } from "../data/table.ts";
import { averaged } from "./_define.ts";
import { acrossTargets, checkTargets } from "./_targets.ts";

/** What can be chosen of a measure of several targets. */
export interface MultitargetOptions {
  /** How much each target counts, under its name: a number for each, not negative. All one if absent. */
  readonly weights?: Readonly<Record<string, number>>;
}

/**
 * Judges tables of targets by a measure of one, column by column, matched by name. For each row the values of its
 * targets become one as the measure aggregates (the weighted mean over their number, say), then the rows do. The
 * measure must have a value for each row, as `each` says: not those that rank or count. Missing values are treated as
 * the measure does. Labels are judged as well as numbers.
 *
 * @example Both right, one right: three quarters.
 * ```ts
 * import { categorical, table } from "@attune/attune/data";
 * import { accuracy, multitarget } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = table({ size: categorical(["s", "l"]), kind: categorical(["a", "b"]) });
 * const guess = table({ size: categorical(["s", "l"]), kind: categorical(["a", "a"], { levels: ["a", "b"] }) });
 * assert.equal(multitarget(accuracy)(guess, truth), 0.75);
 * assert.equal(multitarget(accuracy, { weights: { size: 0, kind: 2 } })(guess, truth), 0.5);
 * ```
 */
export function multitarget(
  measure: Measure<never, never>,
  options: MultitargetOptions = {},
): Measure<Table, Table> {
  const { id, each, formula, goal, of, aggregation, target } = measure;
  if (each === undefined) {
    throw new TypeError(
      `Cannot judge several targets by ${id}: it has no value for single rows; use a measure with \`each\`, e.g. mae`,
    );
  }
  checkNames("multitarget", options, ["weights"]);
  const weights = options.weights && checkedWeights(options.weights);
  const chosen = weights ? `${id}, weights = ${brief(weights)}` : id;
  // Each column is held to the measure's `target` before it is judged.
  const judge = each as unknown as (guess: Column, truth: Column) => Float64Array;
  return averaged(
    {
      id: `multitarget(${chosen})`,
      formula: `${formula}, over targets and rows`,
      goal,
      of,
      aggregation,
      target,
      judges: "tables",
      classWeighted: false,
    },
    (guess, truth) => {
      checkTargets(guess, truth);
      const ofTargets = truth.names.map((name) => {
        const columns = [guess.column(name), truth.column(name)] as const;
        columns.forEach((column) => checkScitype(column, name, measure));
        return judge(...columns);
      });
      return acrossTargets(ofTargets, aggregation, { weights: weights && inOrder(truth.names, weights) });
    },
  );
}

function checkedWeights(weights: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const { accepts, expected } = real(1, { min: 0 });
  for (const [name, weight] of Object.entries(weights)) {
    if (accepts(weight)) continue;
    throw new RangeError(
      `Cannot weight target ${brief(name)}: expected ${expected}, got ${brief(weight)}`,
    );
  }
  return Object.freeze({ ...weights });
}

function inOrder(names: readonly string[], weights: Readonly<Record<string, number>>): readonly number[] {
  const given = Object.keys(weights);
  if (given.length === names.length && names.every((name) => given.includes(name))) {
    return names.map((name) => weights[name]!);
  }
  throw new DataError(
    `Cannot weight targets: weights are given for ${brief(given)}, the targets are ${brief(names)}; ` +
      "give one for each target",
    { found: brief(given), wanted: brief(names) },
  );
}

function checkScitype({ scitype }: Column, name: string, { id, target }: Measure<never, never>): void {
  if (target.includes(scitype)) return;
  throw new DataError(
    `Cannot judge target ${brief(name)} by ${id}: it is ${scitype}; ${id} judges ${target.join(" or ")}`,
    { column: name, found: scitype, wanted: target.join(" or ") },
  );
}
