import assert from "node:assert/strict";
import { rng } from "../../../core/mod.ts";
import { type Density, parzen, type Sample, univariateParzen } from "../../../meta/search/_parzen.ts";

const POINTS: Sample = {
  points: [[0.1, 2, 0.5], [0.12, 0, 0.9], [0.7, 2, 1], [0.7, 1, 0]],
  weights: [3, 1, 1, 2],
};
const SIZES = [0, 3, 0];
const CELLS = 40;

/** The mass of cells of equal size, by the middle of each; the three choices are told apart. */
function masses(density: Density): Float64Array {
  const mass = new Float64Array(3 * CELLS * CELLS);
  for (let i = 0; i < mass.length; i++) {
    const [a, b] = [i % CELLS, Math.floor(i / CELLS) % CELLS].map((cell) => (cell! + 0.5) / CELLS);
    mass[i] = Math.exp(density.log([a!, Math.floor(i / CELLS ** 2), b!])) / CELLS ** 2;
  }
  return mass;
}

const ESTIMATES = [["of several dimensions", parzen], ["of each dimension", univariateParzen]] as const;

for (const [name, estimate] of ESTIMATES) {
  Deno.test(`a density ${name} has a mass of 1`, () => {
    const total = masses(estimate(POINTS, SIZES)).reduce((sum, mass) => sum + mass, 0);
    assert.ok(Math.abs(total - 1) < 2e-3, `the mass is ${total}`);
  });

  Deno.test(`draws follow a density ${name}`, () => {
    const density = estimate(POINTS, SIZES);
    const [draws, source] = [20_000, rng(3)];
    // by choice and halves of both numbers
    const [found, expected] = [new Float64Array(12), new Float64Array(12)];
    const cellOf = (a: number, choice: number, b: number) =>
      4 * choice + 2 * Number(a >= 0.5) + Number(b >= 0.5);
    for (let i = 0; i < draws; i++) {
      const [a, choice, b] = density.draw(source);
      found[cellOf(a!, choice!, b!)]! += 1 / draws;
    }
    masses(density).forEach((mass, i) => {
      expected[
        cellOf((i % CELLS) / CELLS, Math.floor(i / CELLS ** 2), (Math.floor(i / CELLS) % CELLS) / CELLS)
      ]! += mass;
    });
    found.forEach((share, i) => {
      assert.ok(Math.abs(share - expected[i]!) < 0.015, `cell ${i} has ${share}, not ${expected[i]}`);
    });
  });
}

Deno.test("only the density of several dimensions knows what goes together", () => {
  const points = Array.from({ length: 9 }, (_, i) => [(i + 1) / 10, (i + 1) / 10]);
  const [together, apart] = [[0.1, 0.1], [0.1, 0.9]];
  const several = parzen({ points }, [0, 0]);
  assert.ok(several.log(together!) > several.log(apart!) + 1);
  const each = univariateParzen({ points }, [0, 0]);
  assert.ok(Math.abs(each.log(together!) - each.log(apart!)) < 1e-9);
});

Deno.test("without points the density is the prior's: nearly even over numbers, even over choices", () => {
  const density = parzen({ points: [] }, [0, 4]);
  for (const place of [0, 0.3, 0.5, 1]) {
    for (const choice of [0, 3]) {
      assert.ok(Math.abs(4 * Math.exp(density.log([place, choice])) - 1) < 0.1);
    }
  }
});

Deno.test("points that weigh more draw more", () => {
  const { log } = parzen({ points: [[0.2], [0.8]], weights: [4, 1] }, [0]);
  assert.ok(log([0.2]) > log([0.8]) + 0.5);
});
