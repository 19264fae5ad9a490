import { cells, type Images, isNumeric, type Numeric, type Table } from "../../data/mod.ts";
import type { Given } from "./_run.ts";

/** A table of numbers as files take it: all columns in one array, NaN where a number is missing. */
export function numbersOf(x: Table): Given {
  const columns = x.names.map((name) => (x.column(name) as Numeric).values); // those of numbers alone
  const data = Float32Array.from(
    { length: x.size * columns.length },
    (_, k) => columns[k % columns.length]![Math.floor(k / columns.length)]!,
  );
  return { x: { data, shape: [x.size, columns.length] } };
}

/** A table as files take it that have columns of classes: one array for each column, "" where a class is missing. */
export function columnsOf(x: Table): Given {
  const columns = x.names.map((name) => {
    const column = x.column(name);
    const data = isNumeric(column)
      ? Float32Array.from(column.values)
      : cells(column).map((cell) => String(cell ?? ""));
    return [name, { data, shape: [x.size, 1] }] as const;
  });
  return Object.fromEntries(columns);
}

/** Images as files take them. */
export function pixelsOf({ pixels, size, height, width, channels }: Images): Given {
  return { x: { data: Float32Array.from(pixels), shape: [size, height, width, channels] } };
}
