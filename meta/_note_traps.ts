import type { Context } from "../core/context.ts";
import type { Observations, Rows } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import type { Pair } from "./resampling.ts";

/** What there is to look at. */
export interface Looking {
  readonly context: Pick<Context, "emit">;
  readonly pairs: readonly Pair[];
  readonly repeats: number;
}

/** Notes what is legal, but likely to mislead: missing truths, repeats that repeat, classes unknown in training. */
export function noteTraps(y: Observations, { context, pairs, repeats }: Looking): void {
  const note = (message: string) => context.emit({ type: "note", message });
  const holes = missingIn(y);
  if (holes > 0) {
    note(
      `${holes} of ${y.size} truths are missing: measures count them as 0, or leave them out; better drop those rows`,
    );
  }
  const folds = pairs.length / repeats;
  if (repeats > 1 && same(pairs.slice(0, folds), pairs.slice(folds, 2 * folds))) {
    note("every repeat has the same rows: shuffle, e.g. holdout({ shuffled: true })");
  }
  const codes = Reflect.get(y, "codes");
  const fold = codes instanceof Int32Array ? pairs.findIndex((pair) => !knows(pair, codes)) : -1;
  if (fold >= 0) {
    note(`fold ${fold + 1} is judged by a class that its training rows lack: shuffle, or use stratifiedCv()`);
  }
}

function missingIn(y: Observations): number {
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) return codes.filter((code) => code < 0).length;
  const values = Reflect.get(y, "values");
  return values instanceof Float64Array ? values.filter(Number.isNaN).length : 0;
}

function same(a: readonly Pair[], b: readonly Pair[]): boolean {
  const list = (rows: Rows) => Array.from(rows);
  const plain = (pairs: readonly Pair[]) => pairs.map(({ train, test }) => [list(train), list(test)]);
  return equal(plain(a), plain(b));
}

function knows({ train, test }: Pair, codes: Int32Array): boolean {
  const known = new Set(Array.from(train, (row) => codes[row]));
  return Array.from(test).every((row) => known.has(codes[row]));
}
