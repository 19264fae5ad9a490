import { brief } from "./show.ts";
import { DataError } from "./errors.ts";
import type { Rows } from "./observations.ts";

interface Sized {
  readonly size: number;
  take(rows: Rows): unknown;
}

function isObservations(value: unknown): value is Sized {
  return typeof value === "object" && value !== null && "size" in value && "take" in value;
}

/** These rows of every member of `data`: observations are taken from, weights are picked. */
export function take<D extends object>(data: D, rows: Rows): D {
  const taken: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(data)) {
    if (isObservations(member)) taken[name] = member.take(rows);
    else if (member instanceof Float64Array) taken[name] = Float64Array.from(rows, (i) => member[i]!);
    else taken[name] = member;
  }
  return taken as D; // the same members, of the same types, with fewer rows
}

/** How many observations `data` has. Throws a DataError if its members disagree, or if it has none. */
export function countRows(data: object): number {
  if (typeof data !== "object" || data === null) {
    throw new DataError(
      `Cannot use ${brief(data)} as data: give { x } or { x, y }, each a table or a column`,
    );
  }
  const sizes: [string, number][] = [];
  for (const [name, member] of Object.entries(data)) {
    const isWeights = name === "weights";
    if (isWeights && member instanceof Float64Array) sizes.push([name, member.length]);
    else if (!isWeights && isObservations(member)) sizes.push([name, member.size]);
    else if (isWeights && member !== undefined) {
      throw new DataError(
        `Cannot use ${brief(member)} as weights: give a Float64Array, one number for each row`,
        {
          column: name,
        },
      );
    } else if (member !== undefined) {
      throw new DataError(
        `Cannot use ${name} as data: it is ${brief(member)}; make a table or a column of it`,
        { column: name },
      );
    }
  }
  const [first, ...others] = sizes;
  if (!first) throw new DataError("Cannot use data without members: give at least { x }");
  for (const [name, size] of others) {
    if (size !== first[1]) {
      throw new DataError(
        `Cannot bind data: ${first[0]} has ${first[1]} rows, ${name} has ${size}; they must have as many`,
        { column: name, found: `${size} rows`, wanted: `${first[1]} rows` },
      );
    }
  }
  return first[1];
}
