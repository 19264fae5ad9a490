import assert from "node:assert/strict";
import type { Kind } from "../core/kinds.ts";
import { modelFromJson } from "../core/model_from_json.ts";
import { modelToJson } from "../core/model_to_json.ts";
import { equal } from "../core/params.ts";
import { rng } from "../core/rng.ts";
import { brief } from "../core/show.ts";
import type { Search, Space, Trial } from "../meta/search.ts";
import { containing } from "../meta/containing.ts";
import { register } from "./_register.ts";
import { searchSpace } from "./_search_space.ts";
import { firstTried, type Tried, tried } from "./_tried.ts";

/** A search under test, and what it searches in. */
export interface ConformSearchOptions {
  /** Makes the search: an equal one each time. */
  readonly make: () => Search;
  /** What it searches in. Default: a rate on a scale, a whole number and listed values, of a model of nine iterations. */
  readonly space?: Space;
  /** What comes of a trial. Default: numbers in no order, each above 0 and below 1. */
  readonly loss?: (trial: Trial, number: number) => number;
  /** So many trials are looked at where there are more. Default 100. */
  readonly trials?: number;
  /** What makes the kinds that stand in its hyperparameters when it is read from a file. Default: none. */
  readonly kinds?: readonly Kind[];
  /** Registers a test. Default: Deno's test function, or that of `node:test`. */
  readonly test?: (name: string, check: () => void) => unknown;
}

/**
 * Registers a test for each law of searches: it compares by value, prints, and can be saved as JSON; the same seed and
 * results give the same trials, whatever others draw and however many searches it serves at once; each trial has a value of
 * its range for each path; it lives with losses of NaN and ±∞; it changes nothing that it gave or was told; only trials of
 * the batch just before that were kept are gone on from; after an empty batch comes nothing; and where it ends by itself,
 * it says by default how many trials there are. Searches that learn and such that do not keep the same laws.
 *
 * @example A search of one's own, and its laws, run at once; in a test file leave `test` out.
 * ```ts
 * import { configured } from "@attune/attune/core";
 * import type { Search, SearchOf, Trial } from "@attune/attune/meta";
 * import { conformSearch } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * // the first point of each range, and then no more
 * type Members = Pick<Search, "start" | "defaultCount">;
 * const corner = configured<Record<never, never>, Members>("Corner", {}, () => ({
 *   start({ paths, ranges }) {
 *     const values = paths.map((path) => ranges.find(({ params }) => params.path === path)?.points(1)[0]);
 *     const batches: Trial[][] = [[{ values }]];
 *     return { ask: () => batches.pop() ?? [], tell() {} };
 *   },
 *   defaultCount: () => 1,
 * }));
 *
 * const laws: string[] = [];
 * conformSearch("corner()", { make: corner, test: (name, check) => (check(), laws.push(name)) });
 * assert.equal(laws.length, 10);
 * ```
 */
export function conformSearch(name: string, options: ConformSearchOptions): void {
  const { make, space = searchSpace(), loss = scattered, trials = 100, kinds = [], test = register } =
    options;
  for (const [claim, check] of LAWS) {
    test(`${name} keeps the law "${claim}"`, () => check({ make, space, loss, trials, kinds }));
  }
}

type Bench = Required<Omit<ConformSearchOptions, "test">>;

const SEED = 20;

function run(bench: Bench, changes: Partial<Bench> = {}): readonly Tried[] {
  const { make, ...options } = { ...bench, ...changes };
  return firstTried(make(), { ...options, rng: rng(SEED) });
}

function compares({ make }: Bench): void {
  const search = make();
  assert.ok(equal(search, make()), "two that are made alike are equal");
  assert.ok(equal(search, search.with({})), "unchanged, it is equal");
  assert.match(String(search), new RegExp(`^${search.kind}`), "it prints its kind");
  assert.ok(Object.isFrozen(search) && Object.isFrozen(search.params), "it is frozen");
}

function isSaved(bench: Bench): void {
  const search = bench.make();
  const json: unknown = JSON.parse(JSON.stringify(modelToJson(search)));
  const read = modelFromJson(json, [search, ...bench.kinds]);
  assert.ok(equal(read, search), `read from a file it is ${read}`);
}

function repeats(bench: Bench): void {
  same(run(bench), run(bench));
}

function drawsFromForks(bench: Bench): void {
  const source = rng(SEED);
  source.uniform();
  const disturbed = firstTried(bench.make(), {
    ...bench,
    rng: source,
    loss: (...of) => (source.uniform(), bench.loss(...of)),
  });
  same(disturbed, run(bench));
}

function servesSeveral(bench: Bench): void {
  const one = bench.make();
  const alone = run(bench);
  const [a, b] = [1, 2].map(() => tried(one, { ...bench, rng: rng(SEED) }));
  for (const expected of alone) {
    for (const searching of [a, b]) same([searching!.next().value], [expected]);
  }
}

function staysInSpace(bench: Bench): void {
  const found = run(bench);
  assert.ok(found.length > 0, "it tries something");
  for (const { trial } of found) inSpace(trial, bench.space);
}

function inSpace({ values, iterations }: Trial, { paths, ranges, iteration }: Space): void {
  assert.equal(values.length, paths.length, `a value for each of ${paths.join(", ")}, not ${brief(values)}`);
  paths.forEach((path, i) => {
    const fits = ranges.some((range) => range.params.path === path && containing(range)(values[i]));
    assert.ok(fits, `${brief(values[i])} lies in a range of "${path}"`);
  });
  if (iterations === undefined) return;
  assert.ok(iteration, "trials have iterations only where something counts them");
  assert.ok(Number.isInteger(iterations) && iterations > 0, `a number of iterations, not ${iterations}`);
}

function leavesAlone(bench: Bench): void {
  const { space } = bench;
  run(bench, {
    space: Object.freeze({
      ...space,
      ranges: Object.freeze([...space.ranges]),
      paths: Object.freeze([...space.paths]),
    }),
    loss(trial, number) {
      Object.freeze(trial.values);
      return bench.loss(Object.freeze(trial), number);
    },
  });
}

function survives(bench: Bench): void {
  const odd = [NaN, Infinity, 1, -Infinity];
  for (const losses of [[NaN], odd]) {
    for (const { trial } of run(bench, { loss: (_, number) => losses[number % losses.length]! })) {
      inSpace(trial, bench.space);
    }
  }
}

function goesOnFromKept(bench: Bench): void {
  const found = run(bench);
  const whole = bench.space.iteration?.count;
  for (const { trial, batch, number } of found) {
    if (trial.from === undefined) continue;
    const before = found[trial.from];
    const what = `trial ${number} goes on from ${trial.from}, which`;
    assert.ok(before?.batch === batch - 1, `${what} is of the batch just before`);
    assert.ok(before.trial.keep, `${what} is kept`);
    assert.ok(equal(before.trial.values, trial.values), `${what} has the same values`);
    const [had, has] = [before.trial, trial].map(({ iterations = whole }) => iterations ?? NaN);
    assert.ok(had! < has!, `${what} has fewer iterations`);
  }
}

function ends(bench: Bench): void {
  const count = bench.make().defaultCount?.(bench.space) ?? 10;
  assert.ok(Number.isInteger(count) && count > 0, `a number of trials, not ${count}`);
  const trials = Math.max(bench.trials, count + 1);
  const found = run(bench, { trials });
  if (found.length < trials) assert.equal(found.length, count, "so many trials are there");
}

function same(found: readonly unknown[], expected: readonly unknown[]): void {
  assert.equal(found.length, expected.length, "so many trials");
  const odd = found.findIndex((each, i) => !equal(each, expected[i]));
  assert.ok(odd < 0, `trial ${odd} is ${brief(found[odd])}, and was ${brief(expected[odd])}`);
}

// The golden ratio takes consecutive numbers far from each other.
function scattered(_: Trial, number: number): number {
  return ((number + 1) * 0.6180339887498949) % 1;
}

const LAWS: readonly (readonly [claim: string, check: (bench: Bench) => void])[] = [
  ["it compares by value, and prints", compares],
  ["it can be saved", isSaved],
  ["same seed, same trials", repeats],
  ["what others draw changes nothing", drawsFromForks],
  ["one serves several at once", servesSeveral],
  ["trials are of the space", staysInSpace],
  ["what it gave and was given stays as it is", leavesAlone],
  ["it lives with failures", survives],
  ["it goes on from what is kept", goesOnFromKept],
  ["it says how many trials there are", ends],
];
