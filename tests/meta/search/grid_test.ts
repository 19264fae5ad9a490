import assert from "node:assert/strict";
import fc from "fast-check";
import { rng } from "../../../core/mod.ts";
import { grid } from "../../../meta/mod.ts";
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

const SPACE = spaceOf(numbers("a", { upper: 2 }), listed("b", ["x", "y"]));

Deno.test("grid() takes the first path fastest where it is not shuffled", () => {
  assert.deepEqual(asked(grid({ resolution: 3, shuffled: false }), SPACE), [
    [0, "x"],
    [1, "x"],
    [2, "x"],
    [0, "y"],
    [1, "y"],
    [2, "y"],
  ]);
});

Deno.test("grid() shuffled tries the same points in an order of the seed", () => {
  const inOrder = asked(grid({ shuffled: false }), SPACE);
  const [first, second] = [1, 2].map((seed) => asked(grid(), SPACE, { seed }));
  assert.notDeepEqual(first, inOrder);
  assert.notDeepEqual(first, second);
  const sorted = (points: typeof inOrder) => points.map((point) => point.join()).toSorted();
  for (const order of [first, second]) assert.deepEqual(sorted(order!), sorted(inOrder));
});

Deno.test("grid() has ten points of each range of numbers, or as many as its path is given", () => {
  const space = spaceOf(numbers("a"), numbers("b"), listed("c", [1, 2, 3]));
  assert.equal(grid().defaultCount?.(space), 300);
  assert.equal(grid({ resolution: 2 }).defaultCount?.(space), 12);
  assert.equal(grid({ resolution: 2, resolutions: { b: 5 } }).defaultCount?.(space), 30);
});

Deno.test("grid() with a goal has a resolution of one at least, and puts it in the place of the other", () => {
  const space = spaceOf(numbers("a"), numbers("b"), listed("c", ["x", "y", "z"]));
  assert.equal(grid({ goal: 1 }).defaultCount?.(space), 3);
  assert.equal(grid({ goal: 48, resolution: 7 }).defaultCount?.(space), 48);
});

Deno.test("grid() with a goal that two and three points miss alike takes the even number, as upstream", () => {
  assert.equal(grid({ goal: 5 }).defaultCount?.(spaceOf(numbers("a"), listed("b", [1, 2]))), 4);
});

Deno.test("grid() counts whole numbers once that coincide", () => {
  const space = spaceOf(numbers("k", { lower: 1, upper: 3, integer: true }));
  assert.deepEqual(asked(grid({ shuffled: false }), space), [[1], [2], [3]]);
  assert.equal(grid().defaultCount?.(space), 3);
});

Deno.test("grid() goes through all combinations, each once, as many as it says", () => {
  const axis = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom("x", "xy", "xyz"));
  fc.assert(fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), fc.boolean(), (axes, shuffled) => {
    const space = spaceOf(
      ...axes.map((axis, i) => typeof axis === "number" ? numbers(`p${i}`) : listed(`p${i}`, [...axis])),
    );
    const resolutions = Object.fromEntries(
      axes.flatMap((axis, i) => typeof axis === "number" ? [[`p${i}`, axis]] : []),
    );
    const search = grid({ resolutions, shuffled });
    const points = asked(search, space);
    const sizes = axes.map((axis) => typeof axis === "number" ? axis : axis.length);
    assert.equal(points.length, sizes.reduce((a, b) => a * b, 1));
    assert.equal(new Set(points.map((point) => point.join())).size, points.length);
    assert.equal(search.defaultCount?.(space), points.length);
  }));
});

Deno.test("grid() makes points when they are tried: ten thousand million take no room", () => {
  const space = spaceOf(...Array.from({ length: 10 }, (_, i) => numbers(`p${i}`)));
  const points = asked(grid({ shuffled: false }), space, { count: 11 });
  assert.deepEqual(points[10], [0, 1 / 9, 0, 0, 0, 0, 0, 0, 0, 0]);
});

Deno.test("grid() shuffles a million points", () => {
  const space = spaceOf(...Array.from({ length: 6 }, (_, i) => numbers(`p${i}`)));
  const points = asked(grid(), space, { count: 1000 });
  assert.equal(new Set(points.map((point) => point.join())).size, 1000);
});

Deno.test("grid() refuses what it cannot do, and says what would do", () => {
  const start = (options: Parameters<typeof grid>[0]) => () => grid(options).start(SPACE, rng(0));
  assert.throws(start({ resolutions: { c: 3 } }), {
    name: "TypeError",
    message: 'Cannot give "c" a resolution of 3: no range has that path; there are a, b',
  });
  assert.throws(start({ resolutions: { b: 2 } }), {
    name: "TypeError",
    message:
      'Cannot give "b" a resolution of 2: its values are listed, and all of them are tried; list fewer',
  });
  assert.throws(() => grid({ goal: 4 }).defaultCount?.(spaceOf(listed("b", [1, 2]))), {
    name: "TypeError",
    message:
      "Cannot make a grid of about 4 points: all values are listed, and all of them are tried; leave goal out",
  });
  assert.throws(() => grid({ goal: 4, resolutions: { a: 2 } }), {
    name: "TypeError",
    message:
      "Cannot make Grid with a goal of 4 and resolutions { a: 2 }: the goal decides them; give one of the two",
  });
  const large = spaceOf(...Array.from({ length: 8 }, (_, i) => numbers(`p${i}`)));
  assert.throws(() => grid().start(large, rng(0)), {
    name: "RangeError",
    message:
      "Cannot shuffle a grid of 100000000 points: 16777216 are most; give grid({ goal: 1000 }), lower " +
      "resolutions, or grid({ shuffled: false })",
  });
});

Deno.test("grid() refuses resolutions and goals that are no whole numbers above 0", () => {
  for (const bad of [0, -1, 2.5, NaN, Infinity, "3"]) {
    assert.throws(() => grid({ resolution: bad as number }), /Cannot set "resolution" of Grid/);
    assert.throws(() => grid({ goal: bad as number }), /Cannot set "goal" of Grid: expected an integer in/);
    assert.throws(() => grid({ resolutions: { a: bad as number } }), /Cannot set "resolutions" of Grid/);
  }
});

Deno.test("grid() says which path was meant", () => {
  const space = spaceOf(numbers("optimiser.eta"));
  const search = grid({ resolutions: { "optimizer.eta": 3 } });
  assert.throws(() => search.start(space, rng(0)), /did you mean "optimiser.eta"\?$/);
});
