import assert from "node:assert/strict";
import { grid, hyperband, randomSearch, type Trial } from "../../../meta/mod.ts";
import { conformSearch } from "../../../testing/mod.ts";
import { cube, driven, iteratedSpaceOf, valuesOf } from "./_driven.ts";

conformSearch("hyperband()", { make: () => hyperband(), kinds: [randomSearch] });
conformSearch("hyperband over a grid", {
  make: () => hyperband({ draw: grid(), factor: 2 }),
  kinds: [grid],
  trials: 400,
});

const first = ({ values: [x] }: Trial) => Number(x);

function rungs(count: number, trials: number, search = hyperband()): readonly string[] {
  return driven(search, { space: iteratedSpaceOf(cube(2).ranges, count), loss: first, trials }).map((batch) =>
    `${batch.length} × ${batch[0]!.trial.iterations}`
  );
}

// Li et al. 2018, table 1.
Deno.test("for 81 iterations its brackets are those of the paper, with as many trials by default", () => {
  const table = [
    ["81 × 1", "27 × 3", "9 × 9", "3 × 27", "1 × 81"],
    ["34 × 3", "11 × 9", "3 × 27", "1 × 81"],
    ["15 × 9", "5 × 27", "1 × 81"],
    ["8 × 27", "2 × 81"],
    ["5 × 81"],
  ];
  assert.equal(hyperband().defaultCount?.(iteratedSpaceOf(cube(2).ranges, 81)), 206);
  assert.deepEqual(rungs(81, 206), table.flat());
});

Deno.test("after a round comes another, of other candidates", () => {
  const round = ["9 × 1", "3 × 3", "1 × 9", "5 × 3", "1 × 9", "3 × 9"];
  assert.deepEqual(rungs(9, 44), [...round, ...round]);
  const drawn = driven(hyperband(), { space: iteratedSpaceOf(cube(1).ranges, 9), loss: first, trials: 44 })
    .flat()
    .filter(({ trial }) => trial.from === undefined);
  assert.equal(new Set(valuesOf([drawn]).map(String)).size, 34);
});

Deno.test("with few iterations there are few brackets", () => {
  assert.deepEqual(rungs(1, 2), ["1 × 1", "1 × 1"]);
  assert.deepEqual(rungs(9, 8, hyperband({ least: 3 })), ["3 × 3", "1 × 9", "2 × 9", "2 × 3"]);
  assert.deepEqual(rungs(9, 9, hyperband({ most: 4, factor: 2 })), ["4 × 1", "2 × 2", "1 × 4", "2 × 2"]);
});

Deno.test("it ends when there are no more candidates", () => {
  const found = driven(hyperband({ draw: grid({ resolution: 4 }) }), { space: cube(2), loss: first });
  assert.deepEqual(found.map((batch) => batch.length), [16, 5, 1, 1]);
});

Deno.test("where a rung fails as a whole, the next bracket begins", () => {
  const found = driven(hyperband(), {
    space: iteratedSpaceOf(cube(1).ranges, 9),
    loss: (_, number) => number < 9 ? NaN : number,
    trials: 15,
  });
  assert.deepEqual(found.map((batch) => batch.map(({ trial }) => trial.iterations)), [
    Array(9).fill(1),
    Array(5).fill(3),
    [9],
  ]);
});

Deno.test("no range of the iterations, and no model without them", () => {
  const { ranges, paths } = cube(1);
  const drive = { loss: first, trials: 1 };
  assert.throws(
    () => driven(hyperband(), { ...drive, space: { ranges, paths } }),
    /^TypeError: Cannot search by Hyperband: nothing that is searched counts iterations/,
  );
  assert.throws(
    () => hyperband().defaultCount?.({ ranges, paths, iteration: { path: "x0", count: 9 } }),
    /^TypeError: Cannot search "x0" by Hyperband/,
  );
  assert.throws(
    () => driven(hyperband({ least: 3, most: 2 }), { ...drive, space: cube(1) }),
    /^RangeError: Cannot search by Hyperband: least is 3 and most 2; give less for least, or more for most/,
  );
});
