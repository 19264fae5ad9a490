import type { Context } from "../core/context.ts";
import type { Observations, Rows } from "../core/observations.ts";
import type { Pair } from "./resampling.ts";

/** What there is to look at. */
export interface Looking {
  readonly context: Pick<Context, "emit">;
  readonly pairs: readonly Pair[];
}

/** Notes what is legal, but likely to mislead: missing truths, repeats that repeat, classes unknown in training. */
export function noteTraps(y: Observations, { context, pairs }: Looking): void {
  const note = (message: string) => context.emit({ type: "note", message });
  const holes = missingIn(y);
  if (holes > 0) {
    note(
      `${holes} of ${y.size} truths are missing: measures count them as 0, or leave them out; better drop those rows`,
    );
  }
  if (recurs(pairs)) {
    note("every repeat has the same rows: shuffle, e.g. holdout({ shuffled: true })");
  }
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) noteClasses(codes, pairs, note);
}

function noteClasses(codes: Int32Array, pairs: readonly Pair[], note: (message: string) => void): void {
  const remedy = "shuffle, or use stratifiedCv()";
  const unknown = pairs.findIndex((pair) => !knows(pair, codes));
  if (unknown >= 0) {
    return note(`fold ${unknown + 1} is judged by a class that its training rows lack: ${remedy}`);
  }
  const single = pairs.findIndex(({ train, test }) =>
    test.length > 1 && classesOf(test, codes).size === 1 && classesOf(train, codes).size > 1
  );
  if (single >= 0) note(`fold ${single + 1} is judged by rows of a single class: ${remedy}`);
}

function missingIn(y: Observations): number {
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) return codes.filter((code) => code < 0).length;
  const values = Reflect.get(y, "values");
  return values instanceof Float64Array ? values.filter(Number.isNaN).length : 0;
}

// Whether all pairs come again and again: repeats without shuffling, ours or those of repeated().
function recurs(pairs: readonly Pair[]): boolean {
  const period = pairs.findIndex((pair, i) => i > 0 && same(pair, pairs[0]!));
  return period > 0 && pairs.every((pair, i) => same(pair, pairs[i % period]!));
}

function same(a: Pair, b: Pair): boolean {
  return sameRows(a.test, b.test) && sameRows(a.train, b.train);
}

function sameRows(a: Rows, b: Rows): boolean {
  return a.length === b.length && Array.from(a).every((row, i) => row === b[i]);
}

function classesOf(rows: Rows, codes: Int32Array): ReadonlySet<number | undefined> {
  return new Set(Array.from(rows, (row) => codes[row]));
}

function knows({ train, test }: Pair, codes: Int32Array): boolean {
  const known = classesOf(train, codes);
  return Array.from(test).every((row) => known.has(codes[row]));
}
