import assert from "node:assert/strict";
import { rng } from "../../../core/mod.ts";
import { sobol } from "../../../meta/mod.ts";
import { digitsOf, directionsOf } from "../../../meta/search/_sobol_digits.ts";
import golden from "../../golden/sobol_scipy.json" with { type: "json" };
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

for (const { number, point } of golden.points) {
  Deno.test(`digitsOf() gives SciPy's point ${number}, in 64 dimensions, to the bit`, () => {
    assert.deepEqual(point.map((_, j) => digitsOf(number, directionsOf(j)) / 4), point); // 32 digits, theirs are 30
  });
}

Deno.test("sobol() puts one point in each slice of each range, of the first 64 and of the next", () => {
  const space = spaceOf(...Array.from({ length: 64 }, (_, i) => numbers(`p${i}`)));
  const points = asked(sobol(), space, { count: 128, seed: 5 });
  space.paths.forEach((path, j) => {
    for (const some of [points.slice(0, 64), points.slice(64)]) {
      const slices = some.map((point) => Math.floor(64 * Number(point[j])));
      assert.equal(new Set(slices).size, 64, path);
    }
  });
});

Deno.test("sobol() puts one point in each of the sixteen fields of two ranges", () => {
  const space = spaceOf(numbers("a"), numbers("b"));
  const fields = asked(sobol(), space, { count: 16 }).map((point) =>
    point.map((u) => Math.floor(4 * Number(u))).join()
  );
  assert.equal(new Set(fields).size, 16);
});

Deno.test("sobol() begins anywhere, with other points for another seed", () => {
  const space = spaceOf(numbers("a"), numbers("b"));
  const first = Array.from(
    { length: 400 },
    (_, seed) => Number(asked(sobol(), space, { count: 1, seed })[0]![0]),
  );
  const mean = first.reduce((a, b) => a + b) / first.length;
  assert.ok(Math.abs(mean - 0.5) < 3 * Math.sqrt(1 / 12 / first.length), `${mean}`); // three standard errors
  assert.equal(new Set(first).size, 400);
});

Deno.test("sobol() gives whole numbers and listed values slices of one length", () => {
  const space = spaceOf(
    numbers("k", { lower: 3, upper: 6, integer: true }),
    listed("l", ["a", "b", "c", "d"]),
  );
  const points = asked(sobol(), space, { count: 32 });
  for (const [j, values] of [[0, [3, 4, 5, 6]], [1, ["a", "b", "c", "d"]]] as const) {
    for (const value of values) {
      assert.equal(points.filter((point) => point[j] === value).length, 8, `${value}`);
    }
  }
});

Deno.test("sobol() gives whole numbers on a scale slices as long as they are there", () => {
  const space = spaceOf(numbers("k", { lower: 1, upper: 3, scale: "log2", integer: true }));
  const found = asked(sobol(), space, { count: 4096 });
  const whole = Math.log2(3.5 / 0.5);
  [1, 2, 3].forEach((k) => {
    const share = Math.log2((k + 0.5) / (k - 0.5)) / whole;
    const count = found.filter(([value]) => value === k).length;
    assert.ok(Math.abs(count - share * 4096) <= 2, `${k}: ${count} of ${share * 4096}`);
  });
});

Deno.test("sobol() fills a range evenly on its scale", () => {
  const space = spaceOf(numbers("eta", { lower: 1e-4, upper: 1, scale: "log10" }));
  const decades = asked(sobol(), space, { count: 64 }).map(([eta]) => Math.floor(Math.log10(Number(eta))));
  for (const decade of [-4, -3, -2, -1]) assert.equal(decades.filter((d) => d === decade).length, 16);
});

Deno.test("sobol() refuses more paths than it has directions for, and a path of several ranges", () => {
  const many = spaceOf(...Array.from({ length: 65 }, (_, i) => numbers(`p${i}`)));
  assert.throws(() => sobol().start(many, rng(0)), {
    name: "RangeError",
    message:
      "Cannot search 65 paths by Sobol: directions are known for 64; give fewer ranges, or search by randomSearch()",
  });
  assert.throws(() => sobol().start(spaceOf(numbers("a"), listed("a", [3])), rng(0)), {
    name: "TypeError",
    message: 'Cannot search "a" by Sobol: it has several ranges; give one, or search by grid()',
  });
});
