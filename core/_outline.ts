import { DataError } from "./errors.ts";
import { isRecord } from "./_plain_json.ts";

/** What data look like, but for their values: how many rows, which columns, of which scitypes and classes, by path. */
export type Outline = Readonly<Record<string, string>>;

/** How much of a line a message shows. */
const LONG = 100;

/** The outline of data that were bound. */
export function outlineOf(data: object): Outline {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, member]) => member === undefined ? [] : linesOf(name, member)),
  );
}

/** Refuses data that do not look as those did that were learned from. */
export function checkOutline(data: object, learned: Outline): void {
  const given = outlineOf(data);
  const path = [...Object.keys(learned), ...Object.keys(given)].find((path) => learned[path] !== given[path]);
  if (path === undefined) return;
  const [found, wanted] = [shown(given[path]), shown(learned[path])];
  throw new DataError(
    `Cannot go on with these data: ${path} is ${found}, and was ${wanted} when the machine was saved; ` +
      "give the data that it learned from",
    { column: path, found, wanted },
  );
}

function shown(line = "absent"): string {
  return line.length > LONG ? `${line.slice(0, LONG)}…` : line;
}

function linesOf(path: string, member: unknown): readonly (readonly [path: string, line: string])[] {
  const { size, length, names, column, scitype, levels, height, width }: Readonly<Record<string, unknown>> =
    Object(member);
  const rows = `${size ?? length} rows`;
  if (Array.isArray(names) && typeof column === "function") {
    return [[path, rows], ...names.flatMap((name) => linesOf(`${path}.${name}`, column(name)))];
  }
  const of = levels === undefined ? "" : ` of ${JSON.stringify(levels)}`;
  const pixels = height === undefined ? "" : ` of ${height} × ${width}`;
  return [[path, `${rows}${scitype === undefined ? "" : `, ${scitype}`}${of}${pixels}`]];
}

/** Whether a value that was read is an outline. */
export function isOutline(value: unknown): value is Outline {
  return isRecord(value) && Object.values(value).every((line) => typeof line === "string");
}
