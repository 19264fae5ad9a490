import assert from "node:assert/strict";
import fc from "fast-check";
import type { Point } from "../../plot/_chart.ts";
import { distinctPlaces } from "../../plot/_distinct_places.ts";
import { tint } from "../../plot/_sequence.ts";

type Triple = readonly [number, number, number];

const linear = (hex: string): Triple => {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return channels.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4) as unknown as Triple; // three
};

/** CIE 1976 lightness of linear sRGB, of white D65. */
const lightness = ([r, g, b]: Triple) => 116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16;

/** Linear sRGB as eyes without one kind of cone see it: Machado, Oliveira and Fernandes 2009, severity 1. */
const SEEN: Readonly<Record<string, readonly Triple[]>> = {
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [
    -0.003882,
    -0.048116,
    1.051998,
  ]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [
    -0.01182,
    0.04294,
    0.968881,
  ]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [
    0.004733,
    0.691367,
    0.3039,
  ]],
};

const STEPS = Array.from({ length: 15 }, (_, i) => i / 14);
const differences = (values: readonly number[]) => values.slice(1).map((value, i) => values[i]! - value);

Deno.test("colours darken evenly: each step by the same lightness, within a third", () => {
  const steps = differences(STEPS.map((share) => lightness(linear(tint(share)))));
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  assert.ok(mean > 4.5 && steps.every((step) => Math.abs(step / mean - 1) < 1 / 3), `${steps}`);
});

for (const [kind, matrix] of Object.entries(SEEN)) {
  Deno.test(`colours darken with every step for eyes with ${kind}`, () => {
    const steps = differences(STEPS.map((share) => {
      const colour = linear(tint(share));
      const seen = matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * colour[i]!, 0));
      return lightness(seen.map((c) => Math.min(1, Math.max(0, c))) as unknown as Triple); // three rows
    }));
    assert.ok(steps.every((step) => step > 2), `${steps}`);
  });
}

Deno.test("of few places all are kept, of many the extremes and one in each square", () => {
  const place = fc.tuple(
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.double({ min: 0, max: 50, noNaN: true }),
  );
  const places = fc.array(place, { minLength: 2001, maxLength: 3000 });
  assert.equal(distinctPlaces(Array<Point>(2000).fill([1, 1])).shown.length, 2000);
  fc.assert(
    fc.property(places, (all) => {
      const { shown, side } = distinctPlaces(all);
      const kept = new Set(shown.map((i) => all[i]!));
      for (const axis of [0, 1] as const) {
        const values = all.map((each) => each[axis]);
        for (const extreme of [Math.min(...values), Math.max(...values)]) {
          assert.ok([...kept].some((each) => each[axis] === extreme));
        }
      }
      assert.equal(side, 2);
      assert.ok(shown.length <= 51 * 26 + 4);
      for (const [x, y] of all) {
        assert.ok([...kept].some(([u, v]) => Math.abs(u - x) <= side && Math.abs(v - y) <= side));
      }
    }),
    { numRuns: 5 },
  );
});

Deno.test("squares grow until files can bear the rest", () => {
  const all = Array.from({ length: 90_000 }, (_, i): Point => [2 * (i % 300), 2 * Math.floor(i / 300)]);
  const { shown, side } = distinctPlaces(all);
  assert.ok(shown.length <= 12_004 && side > 2, `${shown.length} of side ${side}`);
});
