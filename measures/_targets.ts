import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Numeric } from "../data/numeric.ts";
import type { Table } from "../data/table.ts";

/** Numbers to judge: one column, or a table of columns that are matched by name. */
export type Numbers = Numeric | Table;

type Pair = readonly [guess: Float64Array, truth: Float64Array];

/**
 * For each row the mean of `loss(guess − truth)` over the targets. A missing truth adds 0 and stays in the count;
 * a guess that is NaN where the truth is known makes its row NaN, so that a diverged network cannot look good.
 */
export function overTargets(
  loss: (error: number) => number,
): (guess: Numbers, truth: Numbers) => Float64Array {
  return (guess, truth) => {
    const pairs = pairsOf(guess, truth);
    const means = new Float64Array(truth.size);
    for (const [guesses, truths] of pairs) {
      for (let i = 0; i < means.length; i++) {
        if (!Number.isNaN(truths[i]!)) means[i]! += loss(guesses[i]! - truths[i]!) / pairs.length;
      }
    }
    return means;
  };
}

function pairsOf(guess: Numbers, truth: Numbers): readonly Pair[] {
  if ("scitype" in guess && "scitype" in truth) return [[guess.values, truth.values]];
  if ("scitype" in guess || "scitype" in truth) {
    throw new DataError("Cannot judge a column against a table: give two columns or two tables");
  }
  const found = brief(guess.names);
  const wanted = brief(truth.names);
  const same = guess.names.length === truth.names.length &&
    truth.names.every((name) => guess.names.includes(name));
  if (!same || truth.names.length === 0) {
    throw new DataError(
      `Cannot match guesses to targets: their columns are ${found}, the targets ${wanted}; give a guess for each`,
      { found, wanted },
    );
  }
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
