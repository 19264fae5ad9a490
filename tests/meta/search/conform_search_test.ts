import assert from "node:assert/strict";
import { configured, nested, type Rng } from "../../../core/mod.ts";
import type { Search, SearchOf, Space, Trial } from "../../../meta/mod.ts";
import { conformSearch, type ConformSearchOptions } from "../../../testing/mod.ts";

type Members = Pick<Search, "start" | "defaultCount">;

function toy(members: Members): SearchOf<Record<never, never>> {
  return configured<Record<never, never>, Members>("Toy", {}, () => members)();
}

/** Asks for these batches, one after the other. */
function batches(made: (space: Space, rng: Rng) => readonly (readonly Trial[])[], count?: number) {
  return toy({
    start(space, rng) {
      const left = [...made(space, rng)];
      return { ask: () => left.shift() ?? [], tell() {} };
    },
    ...(count !== undefined && { defaultCount: () => count }),
  });
}

const values = [0.1, 2, "tanh"];
const drawn = (rng: Rng) => [rng.uniform(), 1, "relu"];

/** Goes on from the best of each batch, with three times its iterations. */
function survivor(): SearchOf<Record<never, never>> {
  return toy({
    start(space, rng) {
      const first = [0, 1, 2].map((i) => ({
        values: [0.01 + 0.9 * rng.fork(i).uniform(), 1 + i, "relu"],
        iterations: 1,
        keep: true,
      }));
      let next: readonly Trial[] = first;
      return {
        ask: () => next,
        tell(results) {
          const best = results.toSorted((a, b) => a.loss - b.loss)[0]!;
          const iterations = 3 * best.trial.iterations!;
          next = iterations > space.iteration!.count
            ? []
            : [{ values: best.trial.values, iterations, from: best.number, keep: true }];
        },
      };
    },
    defaultCount: () => 5,
  });
}

/** A search with a hyperparameter that may be anything. */
function odd(value: unknown): Search {
  const anything = nested<unknown>(0, { expected: "anything", is: () => true });
  const { start } = survivor();
  return configured<{ value: unknown }, Members>("Odd", { value: anything }, () => ({ start }))({ value });
}

conformSearch("a search that goes on from the best", { make: survivor });
conformSearch("a search that gives the middle", { make: () => batches(() => [[{ values }]], 1) });

let count = 0;

const BAD: Readonly<Record<string, readonly (() => Search)[]>> = {
  "it compares by value, and prints": [
    () => ({ ...batches(() => [[{ values }]], 1) }),
    () => odd(count++),
  ],
  "it can be saved": [
    () => odd(new Date(0)),
  ],
  "same seed, same trials": [
    () => batches(() => [[{ values: [(++count % 900 + 1) / 1000, 1, "relu"] }]], 1),
    () =>
      toy({ start: () => ({ ask: () => [{ values: [(++count % 900 + 1) / 1000, 1, "relu"] }], tell() {} }) }),
  ],
  "what others draw changes nothing": [
    () => batches((_, rng) => [[{ values: drawn(rng) }]], 1),
    () =>
      toy({
        start: (_, rng) => ({
          *ask() {
            while (true) yield { values: drawn(rng) };
          },
          tell() {},
        }),
      }),
  ],
  "one serves several at once": [
    () => {
      let n = 0;
      return toy({
        start: () => ({
          *ask() {
            while (n < 1000) yield { values: [(++n % 900 + 1) / 1000, 1, "relu"] };
          },
          tell() {},
        }),
      });
    },
  ],
  "trials are of the space": [
    () => batches(() => [[{ values: [2, 2, "tanh"] }]], 1),
    () => batches(() => [[{ values: [0.1, 2.5, "tanh"] }]], 1),
    () => batches(() => [[{ values: [0.1, 2, "selu"] }]], 1),
    () => batches(() => [[{ values: [0.1, 2] }]], 1),
    () => batches(() => [[{ values: [2, 0.1, "tanh"] }]], 1),
    () => batches(() => [[{ values, iterations: 1.5 }]], 1),
    () => batches(() => []),
  ],
  "what it gave and was given stays as it is": [
    () =>
      toy({
        start() {
          const own = [0.1, 1, "relu"];
          return {
            *ask() {
              while (true) {
                own[1] = 1 + (Number(own[1]) % 4);
                yield { values: own };
              }
            },
            tell() {},
          };
        },
      }),
    () =>
      toy({
        start: ({ paths }) => {
          (paths as string[]).sort();
          return { ask: () => [], tell() {} };
        },
      }),
    () =>
      toy({
        start: () => ({
          ask: () => [{ values }],
          tell(results) {
            (results as unknown[]).pop();
          },
        }),
      }),
  ],
  "it lives with failures": [
    () =>
      toy({
        start: () => {
          let worst = 0;
          return {
            ask: () => [{ values: [0.1, 1 + worst, "relu"] }],
            tell(results) {
              worst = Math.floor(4 * results[0]!.loss);
            },
          };
        },
      }),
  ],
  "it goes on from what is kept": [
    () => batches(() => [[{ values, iterations: 1 }], [{ values, iterations: 3, from: 0 }]], 2),
    () => batches(() => [[{ values, iterations: 3, keep: true }], [{ values, iterations: 3, from: 0 }]], 2),
    () => batches(() => [[{ values, keep: true }], [{ values, iterations: 9, from: 0 }]], 2),
    () => batches(() => [[{ values, iterations: 1, keep: true }, { values, iterations: 3, from: 0 }]], 2),
    () => batches(() => [[{ values, keep: true, iterations: 1 }], [{ values }], [{ values, from: 0 }]], 3),
    () =>
      batches(() => [[{ values, iterations: 1, keep: true }], [{ values: [0.2, 2, "tanh"], from: 0 }]], 2),
  ],
  "it says how many trials there are": [
    () => batches(() => [[{ values }]]),
    () => batches(() => [[{ values }, { values }]], 1),
    () => batches(() => [[{ values }]], 1.5),
    () => batches(() => [[{ values }], [], [{ values }]], 1),
  ],
};

function broken(options: ConformSearchOptions): readonly string[] {
  const laws: string[] = [];
  conformSearch("bad", {
    ...options,
    test(name, check) {
      try {
        check();
      } catch {
        laws.push(name);
      }
    },
  });
  return laws;
}

for (const [law, searches] of Object.entries(BAD)) {
  searches.forEach((make, i) => {
    Deno.test(`conformSearch() finds search ${i} that breaks the law "${law}"`, () => {
      const found = broken({ make });
      assert.ok(found.includes(`bad keeps the law "${law}"`), found.join("\n"));
    });
  });
}
