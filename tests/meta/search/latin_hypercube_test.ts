import assert from "node:assert/strict";
import fc from "fast-check";
import { rng } from "../../../core/mod.ts";
import { latinHypercube } from "../../../meta/mod.ts";
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

Deno.test("latinHypercube() puts one point in each slice of each range of numbers", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(99),
      (points, d, seed) => {
        const space = spaceOf(...Array.from({ length: d }, (_, i) => numbers(`p${i}`)));
        const found = asked(latinHypercube({ points }), space, { seed });
        space.paths.forEach((_, j) => {
          const slices = found.map((point) => Math.floor(points * Number(point[j])));
          assert.deepEqual(slices.toSorted((a, b) => a - b), Array.from({ length: points }, (_, i) => i));
        });
      },
    ),
  );
});

Deno.test("latinHypercube() cuts a range evenly on its scale", () => {
  const space = spaceOf(numbers("eta", { lower: 1e-4, upper: 1, scale: "log10" }));
  const decades = asked(latinHypercube({ points: 8 }), space).map(([eta]) =>
    Math.floor(Math.log10(Number(eta)))
  );
  assert.deepEqual(decades.toSorted((a, b) => a - b), [-4, -4, -3, -3, -2, -2, -1, -1]);
});

Deno.test("latinHypercube() has equally many of each listed value, give or take one, more of any by chance", () => {
  const space = spaceOf(listed("a", ["x", "y", "z"]), numbers("b"));
  const more = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const found = asked(latinHypercube(), space, { seed });
    const counts = ["x", "y", "z"].map((value) => found.filter(([a]) => a === value).length);
    assert.deepEqual(counts.toSorted(), [3, 3, 4]);
    more.add(counts.join());
  }
  assert.equal(more.size, 3);
});

Deno.test("latinHypercube() of fewer points than listed values has no value twice, any by chance", () => {
  const space = spaceOf(listed("a", [1, 2, 3, 4, 5, 6]), numbers("b"));
  const met = new Set<unknown>();
  for (let seed = 0; seed < 20; seed++) {
    const found = asked(latinHypercube({ points: 3 }), space, { seed }).map(([a]) => a);
    assert.equal(new Set(found).size, 3);
    found.forEach((value) => met.add(value));
  }
  assert.equal(met.size, 6);
});

Deno.test("latinHypercube() gives whole numbers slices of one length", () => {
  const space = spaceOf(numbers("k", { lower: 1, upper: 4, integer: true }));
  const found = asked(latinHypercube({ points: 12 }), space);
  for (const k of [1, 2, 3, 4]) assert.equal(found.filter(([value]) => value === k).length, 3);
});

function nearest(points: readonly (readonly unknown[])[]): number {
  return Math.min(
    ...points.flatMap((a, i) =>
      points.slice(0, i).map((b) => Math.hypot(...a.map((u, j) => Number(u) - Number(b[j]))))
    ),
  );
}

Deno.test("latinHypercube() spreads points: the nearest are twice as far from each other as by chance", () => {
  const space = spaceOf(...Array.from({ length: 4 }, (_, i) => numbers(`p${i}`)));
  let [spread, chance] = [0, 0];
  for (let seed = 0; seed < 20; seed++) {
    spread += nearest(asked(latinHypercube({ points: 30 }), space, { seed }));
    const orders = space.paths.map((_, j) => rng(seed).fork(j).permutation(30));
    chance += nearest(Array.from({ length: 30 }, (_, i) => orders.map((order) => (order[i]! + 0.5) / 30)));
  }
  assert.ok(spread > 2 * chance, `${spread / 20} and ${chance / 20}`);
});

Deno.test("latinHypercube() spreads the numbers that go with each listed value", () => {
  const space = spaceOf(listed("a", ["x", "y"]), numbers("b"));
  const widths = Array.from({ length: 20 }, (_, seed) => {
    const found = asked(latinHypercube({ points: 20 }), space, { seed });
    const low = found.filter(([a, b]) => a === "x" && Number(b) < 0.5).length;
    return Math.abs(low - 5);
  });
  assert.ok(Math.max(...widths) <= 1, widths.join());
});

Deno.test("latinHypercube() of many points comes to an end soon", () => {
  const space = spaceOf(numbers("a"), numbers("b"));
  assert.equal(asked(latinHypercube({ points: 20_000 }), space).length, 20_000);
});

Deno.test("latinHypercube() refuses a path of several ranges, and numbers of points that are none", () => {
  assert.throws(() => latinHypercube().start(spaceOf(numbers("a"), numbers("a")), rng(0)), {
    message: 'Cannot search "a" by LatinHypercube: it has several ranges; give one, or search by grid()',
  });
  for (const points of [0, 1.5, NaN, -3, 1e9]) {
    assert.throws(
      () => latinHypercube({ points }),
      /Cannot set "points" of LatinHypercube: expected an integer in/,
    );
  }
});
