import { BETTER } from "./_better.ts";
import { told } from "./_measure_axis.ts";
import { groupsOf } from "./_parameter_axis.ts";
import { byMeasurement, type Candidates } from "./_search_source.ts";
import { shortPaths } from "./_short_path.ts";
import { clean, clip, columnsOf } from "./_text.ts";
import { valueTexts } from "./_value_texts.ts";

const ROWS = 10;
const [WIDTH, APART] = [78, 2]; // columns
const NAME = 20; // columns at most
const HEADS = [NAME, 16, 12]; // the first with which all hyperparameters fit

/**
 * The best candidates as lines of a table: numbers, hyperparameters as far as there is room, and measurements, with what
 * all others reached. Without a goal, those of the largest measurement.
 */
export function tableOfBest(candidates: Candidates): readonly string[] {
  const { names, measurements, numbers: all, finite, measure, goal } = candidates;
  const order = byMeasurement(candidates);
  const best = order.slice(-ROWS).reverse();
  const numbers = ["#", ...best.map((i) => String(all[i]))];
  const results = [clip(clean(measure), NAME), ...best.map((i) => told(measurements[i]!))];
  const texts = names.map((_, j) => textsOf(candidates, { parameter: j, rows: best }));
  const room = WIDTH - widthOf(numbers) - widthOf(results) - APART;
  const tables = HEADS.map((columns) => {
    const heads = shortPaths(names.map(clean), columns);
    return fitting(texts.map((each, j) => [heads[j]!, ...each]), room);
  });
  const shown = tables.find(({ length }) => length === names.length) ?? tables.at(-1)!;
  const [first, middle, last] = [order.length - 1, (order.length - 1) >> 1, 0].map((rank) =>
    told(measurements[order[rank]!]!)
  );
  const left = names.length - shown.length;
  const word = goal === "none" ? "largest" : "best";
  return [
    `The ${word} ${best.length} of ${finite.length} by ${clean(measure)}${BETTER[goal]}:`,
    ...inColumns([numbers, ...shown, results]),
    `All: ${first} to ${last}, ${middle} in the middle`,
    ...left === 0 ? [] : [`${left} more hyperparameter${left === 1 ? " is" : "s are"} in the picture alone`],
  ].map((line) => clip(line, WIDTH));
}

// Listed values are called as in the picture; of numbers, those that are shown differ in their digits.
function textsOf(
  { scales, values, finite }: Candidates,
  { parameter, rows }: { readonly parameter: number; readonly rows: readonly number[] },
): readonly string[] {
  const all = scales[parameter] === "none" ? finite : rows;
  const { distinct, places } = groupsOf(all.map((i) => values[i]![parameter]));
  const texts = valueTexts(distinct);
  const known = new Map(all.map((i, at) => [i, texts[places[at]!]!]));
  return rows.map((i) => known.get(i)!);
}

function widthOf(column: readonly string[]): number {
  return Math.max(...column.map(columnsOf));
}

// The first columns, as many as there is room for.
function fitting(columns: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
  let left = room;
  const end = columns.findIndex((column) => (left -= widthOf(column) + APART) < 0);
  return end < 0 ? columns : columns.slice(0, end);
}

function inColumns(columns: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map(widthOf);
  return columns[0]!.map((_, row) =>
    columns.map((column, j) => column[row]! + " ".repeat(widths[j]! - columnsOf(column[row]!)))
      .join(" ".repeat(APART)).trimEnd()
  );
}
