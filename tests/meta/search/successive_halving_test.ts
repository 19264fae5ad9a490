import fc from "fast-check";
import assert from "node:assert/strict";
import { Machine, rng } from "../../../core/mod.ts";
import { numeric } from "../../../data/mod.ts";
import {
  explicit,
  grid,
  latinHypercube,
  randomSearch,
  range,
  type Space,
  successiveHalving,
  tpe,
  type Trial,
  tuned,
} from "../../../meta/mod.ts";
import { conformSearch, descender } from "../../../testing/mod.ts";
import { cube, driven, iteratedSpaceOf } from "./_driven.ts";

conformSearch("successiveHalving()", { make: () => successiveHalving(), kinds: [randomSearch] });
conformSearch("successive halving of a grid", {
  make: () => successiveHalving({ factor: 2, draw: grid({ resolution: 3 }) }),
  kinds: [grid],
});

const first = ({ values: [x] }: Trial) => Number(x);

/** How many trials of how many iterations each batch has. */
function rungs(search: ReturnType<typeof successiveHalving>, count: number): readonly string[] {
  return driven(search, { space: iteratedSpaceOf(cube(2).ranges, count), loss: first }).map((batch) =>
    `${batch.length} × ${batch[0]!.trial.iterations}`
  );
}

Deno.test("of three one goes on, to three times the iterations, until they are those of the model", () => {
  assert.deepEqual(rungs(successiveHalving({ candidates: 27 }), 27), ["27 × 1", "9 × 3", "3 × 9", "1 × 27"]);
  assert.deepEqual(rungs(successiveHalving({ candidates: 27 }), 81), ["27 × 3", "9 × 9", "3 × 27", "1 × 81"]);
  assert.deepEqual(rungs(successiveHalving({ candidates: 30 }), 9), ["30 × 1", "10 × 3", "3 × 9"]);
  assert.deepEqual(rungs(successiveHalving(), 10), ["9 × 1", "3 × 3", "1 × 10"]);
  assert.deepEqual(rungs(successiveHalving(), 8), ["3 × 3", "1 × 8"]);
  assert.deepEqual(rungs(successiveHalving({ least: 3 }), 27), ["9 × 3", "3 × 9", "1 × 27"]);
  assert.deepEqual(rungs(successiveHalving({ most: 8, factor: 2 }), 27), [
    "8 × 1",
    "4 × 2",
    "2 × 4",
    "1 × 8",
  ]);
  assert.deepEqual(rungs(successiveHalving({ candidates: 2 }), 27), ["2 × 27"]);
});

Deno.test("those go on that were best: of equal ones the earlier, and none that failed", () => {
  const losses = [3, 1, NaN, 2, 1, 1, Infinity, NaN, 1, 0];
  const search = successiveHalving({ candidates: 10 });
  const space = iteratedSpaceOf(cube(1).ranges, 9);
  const [, next, last] = driven(search, { space, loss: (_, number) => losses[number] ?? -number });
  assert.deepEqual(next!.map(({ trial }) => trial.from), [9, 1, 4]);
  assert.deepEqual(last!.map(({ trial }) => trial.from), [12]);
  const few = driven(search, { space, loss: (_, number) => number === 4 ? Infinity : NaN });
  assert.deepEqual(few.map((batch) => batch.length), [10, 1]);
  const none = driven(search, { space, loss: () => NaN });
  assert.deepEqual(none.map((batch) => batch.length), [10]);
});

Deno.test("who goes on has the same values, and was kept; the last are not", () => {
  const found = driven(successiveHalving(), { space: cube(2), loss: first }).flat();
  for (const { trial } of found) {
    assert.equal(trial.keep, trial.iterations! < 27);
    if (trial.from !== undefined) assert.deepEqual(trial.values, found[trial.from]!.trial.values);
  }
});

Deno.test("candidates are all of a draw that ends, whatever that is", () => {
  const space = cube(2);
  const points = [...grid({ resolution: 5, shuffled: false }).start(space, rng(0)).ask()].map(({ values }) =>
    values
  );
  const [all] = driven(successiveHalving({ draw: grid({ resolution: 5, shuffled: false }) }), {
    space,
    loss: first,
  });
  assert.deepEqual(all!.map(({ trial }) => trial.values), points);
  const ten = successiveHalving({ draw: latinHypercube({ points: 10 }), candidates: 20 });
  assert.deepEqual(driven(ten, { space, loss: first }).map((batch) => batch.length), [10, 3, 1]);
  assert.equal(ten.defaultCount?.(space), 14);
});

Deno.test("the first batch of a search that learns is all that is drawn from it", () => {
  const found = driven(successiveHalving({ draw: tpe({ startup: 6 }) }), { space: cube(2), loss: first });
  assert.deepEqual(found.map((batch) => batch.length), [6, 2, 1, 1]);
});

Deno.test("whatever it is told, none trains for more than most, and all that was begun is counted by default", () => {
  const options = fc.record({
    factor: fc.integer({ min: 2, max: 5 }),
    least: fc.integer({ min: 1, max: 5 }),
    most: fc.integer({ min: 5, max: 200 }),
    candidates: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(fc.property(options, (given) => {
    const search = successiveHalving(given);
    const batches = driven(search, { space: cube(1), loss: first });
    const iterations = batches.map((batch) => batch[0]!.trial.iterations!);
    assert.equal(iterations.at(-1), given.most);
    assert.ok(iterations[0]! >= given.least);
    assert.deepEqual(iterations, [...new Set(iterations)].sort((a, b) => a - b));
    assert.equal(batches.flat().length, search.defaultCount?.(cube(1)));
  }));
});

Deno.test("a survivor measures what it measures when it is trained at once", async () => {
  const data = { x: numeric([1, 2, 3, 4, 5, 6]), y: numeric([2, 4, 5, 8, 11, 12]) };
  const model = descender({ epochs: 9, eta: 0.01 });
  const ranges = range(model, "lambda", { lower: 0, upper: 2 });
  using machine = new Machine(tuned(model, { ranges, search: successiveHalving() }), data);
  const { report: { bestEntry, history } } = await machine.fit();
  assert.equal(history.length, 13);
  const last = history.at(-1)!;
  assert.equal(last.iterations, 9);
  assert.equal(history[last.from!]!.iterations, 3);
  const search = explicit({ candidates: [last.values] });
  using whole = new Machine(tuned(model, { ranges, search }), data);
  assert.equal((await whole.fit()).report.bestEntry.loss, last.loss);
  assert.equal(bestEntry.loss, Math.min(...history.map(({ loss }) => loss)));
});

Deno.test("what cannot be searched is refused", () => {
  const start = (search: ReturnType<typeof successiveHalving>, space: Space) => () =>
    driven(search, { space, loss: first });
  const { ranges, paths } = cube(1);
  assert.throws(
    start(successiveHalving(), { ranges, paths }),
    /^TypeError: Cannot search by SuccessiveHalving: nothing that is searched counts iterations; give a model that/,
  );
  assert.throws(
    start(successiveHalving(), { ranges, paths, iteration: { path: "x0", count: 9 } }),
    /^TypeError: Cannot search "x0" by SuccessiveHalving, which itself says for how many iterations each candidate/,
  );
  assert.throws(
    start(successiveHalving({ least: 30 }), cube(1)),
    /^RangeError: Cannot search by SuccessiveHalving: least is 30 and "epochs" 27; give less for least, or more for "epochs"/,
  );
  assert.throws(
    start(successiveHalving({ draw: successiveHalving() }), cube(1)),
    /^TypeError: Cannot draw candidates by SuccessiveHalving: it says for how many iterations they are trained/,
  );
  assert.throws(
    () => successiveHalving({ factor: 1 }),
    /^RangeError: Cannot set "factor" of SuccessiveHalving/,
  );
  const uncalled: object = { draw: grid };
  assert.throws(() => successiveHalving(uncalled), /^TypeError: Cannot set "draw" of SuccessiveHalving/);
});
