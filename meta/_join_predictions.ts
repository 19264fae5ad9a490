import { tabulate } from "../data/tabulate.ts";
import type { Floats } from "../core/array.ts";
import { DataError } from "../core/errors.ts";
import type { Observations, Rows } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { type Categorical, categoricalOf, type Finite, finite, type Label, numeric } from "../data/mod.ts";
import type { Column, Numeric, Table } from "../data/mod.ts";

/** For which rows a prediction is, and how much it counts. */
export interface Share {
  readonly rows: Rows;
  readonly weight: number;
}

/** Joins what several members predict for some of the same rows. */
export interface Join<Z> {
  /** Takes the prediction of one member. */
  add(prediction: Z, share: Share): void;
  /** What all of them together predict; for rows that nobody predicted it means nothing. */
  joined(): Z;
}

/**
 * Joins by weighted means of probabilities and of numbers, and by weighted votes for labels, of which the first in the
 * order of the levels wins where several have as many; tables are joined column by column. Throws a DataError for
 * predictions of other kinds.
 */
export function joinPredictions<Z extends Observations>(size: number, kind: string): Join<Z> {
  let sums: Join<Observations> | undefined;
  return {
    add(prediction, share) {
      sums ??= joinLike(prediction, size, kind);
      sums.add(prediction, share);
    },
    joined: () => sums!.joined() as Z, // of the kind of what was added; at least one member adds
  };
}

function joinLike(first: Observations, size: number, kind: string): Join<Observations> {
  const like = <T extends Observations>(form: Form<T>) => joinBy(form, size, kind) as Join<Observations>; // members predict what is like the first
  if ("names" in first && "column" in first) return joinTables(first as Table, size, kind); // tables have both
  if ("probs" in first) return like(ofDistributions(first as Finite)); // only distributions have probs
  if ("codes" in first) return like(ofLabels(first as Categorical)); // only classes have codes
  const numbers = "scitype" in first && (first.scitype === "Continuous" || first.scitype === "Count");
  if (numbers) return like(ofNumbers);
  throw new DataError(
    `Cannot join what members of ${kind} predict: it is ${
      brief(first)
    }; distributions, numbers, labels and tables ` +
      "of them can be joined",
    { found: brief(first) },
  );
}

/** How one kind of prediction is made of numbers, so many for each row. */
interface Form<Z> {
  readonly width: number;
  /** The numbers, row by row. */
  numbers(prediction: Z): ArrayLike<number>;
  /** A prediction made of means of such numbers. */
  made(means: Float64Array): Z;
}

const ofNumbers: Form<Numeric> = {
  width: 1,
  numbers: ({ values }) => values,
  made: (means) => numeric(means),
};

function ofLabels({ levels, scitype }: Categorical): Form<Categorical> {
  const width = levels.length;
  return {
    width,
    numbers(prediction) {
      checkLevels(levels, prediction.levels);
      const votes = new Float64Array(prediction.size * width);
      prediction.codes.forEach((code, i) => {
        if (code >= 0) votes[i * width + code] = 1;
      });
      return votes;
    },
    made(shares) {
      const codes = Int32Array.from({ length: shares.length / width }, (_, i) => {
        const row = shares.subarray(i * width, (i + 1) * width);
        const most = Math.max(...row);
        return most > 0 ? row.indexOf(most) : -1; // nobody voted where all guesses are missing
      });
      return categoricalOf(codes, levels, { ordered: scitype === "OrderedFactor" });
    },
  };
}

// Kept in 32 bits if all members are, with the classes that any of them gave probabilities to.
function ofDistributions({ levels, scitype }: Finite): Form<Finite> {
  const width = levels.length;
  const known = new Set<Label>();
  let narrow = true;
  return {
    width,
    numbers({ levels: others, support, probs }) {
      checkLevels(levels, others);
      support.forEach((label) => known.add(label));
      narrow &&= probs instanceof Float32Array;
      return probs;
    },
    made(means) {
      const support = levels.filter((level) => known.has(level));
      const some = means.filter((_, i) => known.has(levels[i % width]!));
      const probs: Floats = narrow ? Float32Array.from(some) : some;
      return finite(levels, probs, { ordered: scitype === "OrderedFactor", support });
    },
  };
}

function joinBy<Z extends Observations>(form: Form<Z>, size: number, kind: string): Join<Z> {
  const { width } = form;
  const sums = new Float64Array(size * width);
  const weights = new Float64Array(size);
  return {
    add(prediction, { rows, weight }) {
      const numbers = form.numbers(prediction);
      if (prediction.size !== rows.length) {
        throw new DataError(
          `Cannot join what members of ${kind} predict: one gave ${prediction.size} rows for ${rows.length}; ` +
            "members must predict each row",
        );
      }
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        weights[row]! += weight;
        for (let j = 0; j < width; j++) sums[row * width + j]! += weight * numbers[i * width + j]!;
      }
    },
    joined: () => form.made(sums.map((sum, i) => sum / weights[Math.floor(i / width)]!)),
  };
}

function joinTables({ names }: Table, size: number, kind: string): Join<Table> {
  const columns = names.map((name): [string, Join<Observations>] => [name, joinPredictions(size, kind)]);
  return {
    add(prediction, share) {
      columns.forEach(([name, column]) => column.add(prediction.column(name), share));
    },
    joined() {
      return tabulate(columns.map(([name, column]) => [name, column.joined() as Column])); // as the members' columns are
    },
  };
}

function checkLevels(levels: readonly Label[], others: readonly Label[]): void {
  if (levels.length === others.length && levels.every((level, j) => level === others[j])) return;
  throw new DataError(
    `Cannot join predictions over the levels ${brief(others)} with others over ${brief(levels)}: ` +
      "members must predict the same levels",
    { found: brief(others), wanted: brief(levels) },
  );
}
