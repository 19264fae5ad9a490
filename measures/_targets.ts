import { DataError } from "../core/errors.ts";
import type { Aggregation } from "../core/measure.ts";
import { brief } from "../core/show.ts";
import type { Numeric } from "../data/numeric.ts";
import type { Table } from "../data/table.ts";
import { aggregate } from "./aggregate.ts";

/** Numbers to judge: one column, or a table of columns that are matched by name. */
export type Numbers = Numeric | Table;

type Pair = readonly [guess: Float64Array, truth: Float64Array];

/**
 * For each row `loss(guess, truth)`, of tables that of every target, aggregated. A missing truth adds 0 and stays in
 * the count; a guess that is NaN where the truth is known makes its row NaN, so that a diverged network cannot look
 * good, whatever the loss.
 */
export function overTargets(
  loss: (guess: number, truth: number) => number,
  aggregation: Aggregation,
): (guess: Numbers, truth: Numbers) => Float64Array {
  return (guess, truth) => {
    const losses = pairsOf(guess, truth).map(([guesses, truths]) =>
      truths.map((y, i) => {
        const z = guesses[i]!;
        if (Number.isNaN(y)) return 0;
        return Number.isNaN(z) ? NaN : loss(z, y);
      })
    );
    return acrossTargets(losses, aggregation);
  };
}

/** The values that each row has for its targets, as one. */
export function acrossTargets(
  ofTargets: readonly Float64Array[],
  aggregation: Aggregation,
  options: { readonly weights?: readonly number[] | undefined } = {},
): Float64Array {
  const size = ofTargets[0]?.length ?? 0;
  return Float64Array.from(
    { length: size },
    (_, i) => aggregate(ofTargets.map((values) => values[i]!), aggregation, options),
  );
}

/** Refuses tables that do not have the same columns, in any order, or none. */
export function checkTargets(guess: Table, truth: Table): void {
  const same = guess.names.length === truth.names.length &&
    truth.names.every((name) => guess.names.includes(name));
  if (same && truth.names.length > 0) return;
  const found = brief(guess.names);
  const wanted = brief(truth.names);
  throw new DataError(
    `Cannot match guesses to targets: their columns are ${found}, the targets ${wanted}; give a guess for each`,
    { found, wanted },
  );
}

function pairsOf(guess: Numbers, truth: Numbers): readonly Pair[] {
  if ("scitype" in guess && "scitype" in truth) return [[guess.values, truth.values]];
  if ("scitype" in guess || "scitype" in truth) {
    throw new DataError("Cannot judge a column against a table: give two columns or two tables");
  }
  checkTargets(guess, truth);
  return truth.names.map((name): Pair => [numbers(guess, name), numbers(truth, name)]);
}

function numbers(table: Table, name: string): Float64Array {
  const column = table.column(name);
  if (column.scitype === "Continuous" || column.scitype === "Count") return column.values;
  throw new DataError(
    `Cannot judge target ${brief(name)} as numbers: it is ${column.scitype}; numbers are Continuous or Count`,
    { column: name, found: column.scitype, wanted: "Continuous or Count" },
  );
}
