import { aligned, printable, significant } from "../core/show.ts";

const SHOWN = 10; // points that are printed

type Lists = Readonly<Record<string, Float64Array>>;
type Facts = Readonly<Record<string, number | string>> & { readonly kind: string };

interface Jsonable {
  toJSON(): Readonly<Record<string, unknown>>;
}

/** A frozen record of a kind, numbers and lists: prints as a table, and is plain JSON with the lists as arrays. */
export function curveOf<L extends Lists, const F extends Facts>(
  lists: L,
  facts: F,
): Readonly<L & F & Jsonable> {
  const arrays = () => Object.entries(lists).map(([name, list]) => [name, [...list]]);
  const curve = { ...facts, ...lists, toJSON: () => ({ ...facts, ...Object.fromEntries(arrays()) }) };
  return Object.freeze(printable(curve, () => shown(lists, facts)));
}

// A list that is shorter, such as thresholds between points, ends where the others end.
function shown(lists: Lists, { kind, ...facts }: Facts): string {
  const points = Math.max(...Object.values(lists).map((list) => list.length));
  const cell = (list: Float64Array, i: number) => {
    const value = list[i - (points - list.length)];
    return value === undefined ? "" : significant(value);
  };
  const lines = [Object.keys(lists)];
  for (let i = 0; i < Math.min(points, SHOWN); i++) {
    lines.push(Object.values(lists).map((list) => cell(list, i)));
  }
  if (points > SHOWN) lines.push(Object.keys(lists).map(() => "…"));
  const said = Object.entries(facts).map(([name, value]) => `, ${significant(Number(value))} ${name}`);
  return `${aligned(lines)}\n${kind} of ${points} ${points === 1 ? "point" : "points"}${said.join("")}`;
}
