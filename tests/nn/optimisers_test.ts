import assert from "node:assert/strict";
import {
  accumGrad,
  adaBelief,
  adaDelta,
  adaGrad,
  adam,
  adaMax,
  adamW,
  amsGrad,
  clipGlobalNorm,
  clipGrad,
  clipNorm,
  constantRate,
  descent,
  lion,
  momentum,
  nAdam,
  nesterov,
  oAdam,
  type Optimiser,
  optimiserChain,
  rAdam,
  rmsProp,
  rprop,
  signDecay,
  variables,
  weightDecay,
} from "../../nn/mod.ts";
import { bench } from "./_bench.ts";

// Each with the rate at which it comes down a parabola of curvature 1 and 10 from (3, −2).
const DESCENDING: readonly Optimiser[] = [
  descent({ eta: 0.1 }),
  momentum({ eta: 0.02 }),
  nesterov({ eta: 0.02 }),
  rmsProp({ eta: 0.01 }),
  rmsProp({ eta: 0.01, centred: true }),
  rprop({ eta: 0.1 }),
  adam({ eta: 0.05 }),
  adamW({ eta: 0.05 }),
  nAdam({ eta: 0.05 }),
  rAdam({ eta: 0.05 }),
  adaMax({ eta: 0.05 }),
  oAdam({ eta: 0.02 }),
  amsGrad({ eta: 0.05 }),
  adaBelief({ eta: 0.05 }),
  adaGrad({ eta: 0.5 }),
  adaDelta({ rho: 0.9, epsilon: 1e-6 }),
  lion({ eta: 0.005, beta2: 0.9 }),
];
const MODIFIERS: readonly Optimiser[] = [
  accumGrad(),
  clipGlobalNorm(),
  clipGrad(),
  clipNorm(),
  signDecay(),
  weightDecay(),
];

for (const optimiser of DESCENDING) {
  Deno.test(`${optimiser.kind} ${JSON.stringify(optimiser.params)} comes down a parabola`, () => {
    const on = bench(optimiser.rules, [[3], [-2]]);
    let [x = NaN, y = NaN] = [3, -2];
    for (let t = 0; t < 1500; t++) [x = NaN, y = NaN] = on.step([x], [10 * y]).map((w) => w[0]!);
    assert.ok(5 * y * y + 0.5 * x * x < 1e-3, `stopped at ${x}, ${y}`);
  });
}

for (const optimiser of [...DESCENDING, ...MODIFIERS]) {
  Deno.test(`the rule of ${optimiser.kind} ${JSON.stringify(optimiser.params)} is whole, and plain data`, () => {
    for (const rule of optimiser.rules) {
      assert.deepEqual(JSON.parse(JSON.stringify(rule)), rule);
      const known = new Set(["t", "epoch"]);
      for (const [name, value] of rule.scalars) {
        for (const used of variables(value)) assert.ok(known.has(used), `scalar ${name} uses ${used}`);
        known.add(name);
      }
      for (const name of ["g", "x", ...rule.slots.map(([slot]) => slot), ...(rule.norm ? ["norm"] : [])]) {
        known.add(name);
      }
      for (const [name, value] of rule.update) {
        for (const used of variables(value)) assert.ok(known.has(used), `${name} uses ${used}`);
        known.add(name);
      }
      assert.ok(rule.update.some(([name]) => name === "g"), "it makes a step");
    }
  });
}

// Rules that upstream's records lack, two steps by hand from their formulas.
Deno.test("adaGrad() divides by the root of the sum of squares", () => {
  const on = bench(adaGrad({ eta: 0.1, epsilon: 0 }).rules, [[1]]);
  assert.ok(Math.abs(on.step([3])[0]![0]! - 0.9) < 1e-12);
  assert.ok(Math.abs(on.step([4])[0]![0]! - (0.9 - 0.1 * 4 / 5)) < 1e-12);
});

Deno.test("adaBelief() divides by how far the gradient strays from its mean", () => {
  const on = bench(adaBelief({ eta: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0 }).rules, [[0]]);
  // m = 1, m̂ = 2; s = ¼ (2 − 1)², ŝ = 1
  assert.ok(Math.abs(on.step([2])[0]![0]! + 0.2) < 1e-12);
  // m = 1, m̂ = 4/3; s = 3/16 + ¼ (1 − 1)², ŝ = (3/16) / (7/16)
  assert.ok(Math.abs(on.step([1])[0]![0]! + 0.2 + 0.1 * (4 / 3) / Math.sqrt(3 / 7)) < 1e-12);
});

Deno.test("oAdam() takes twice Adam's step less the one before", () => {
  const options = { eta: 0.1, beta1: 0.5, beta2: 0.9 };
  const [plain, optimistic] = [bench(adam(options).rules, [[0]]), bench(oAdam(options).rules, [[0]])];
  const [first, second] = [plain.step([1])[0]![0]!, plain.step([0.3])[0]![0]!];
  assert.ok(Math.abs(optimistic.step([1])[0]![0]! - 2 * first) < 1e-12);
  const step = second - first;
  assert.ok(Math.abs(optimistic.step([0.3])[0]![0]! - (2 * first + 2 * step - first)) < 1e-12);
});

Deno.test("rAdam() is momentum while the variance is not known, and rectified Adam afterwards", () => {
  const [eta, beta1, beta2] = [0.1, 0.9, 0.999];
  const on = bench(rAdam({ eta, beta1, beta2, epsilon: 0 }).rules, [[0]]);
  const limit = 2 / (1 - beta2) - 1;
  const rectified: boolean[] = [];
  let before = 0;
  for (let t = 1; t <= 8; t++) {
    const after = on.step([2])[0]![0]!; // m̂ = 2 and v̂ = 4 throughout
    const rho = limit - 2 * t * beta2 ** t / (1 - beta2 ** t);
    const r = Math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
    assert.ok(Math.abs(before - after - eta * (rho > 4 ? r : 2)) < 1e-9, `step ${t}: ${before - after}`);
    rectified.push(rho > 4);
    before = after;
  }
  assert.equal(rectified.indexOf(true), 4); // Liu et al. 2020: the first four steps
});

Deno.test("lion() keeps the mean of the published rule: β₂ of the old one", () => {
  const on = bench(lion({ eta: 1, beta1: 0.9, beta2: 0.99 }).rules, [[0]]);
  assert.deepEqual(on.step([3]), [[-1]]);
  assert.ok(Math.abs(on.slot("w0#0.m")[0]! - 0.03) < 1e-12);
});

Deno.test("adamW() multiplies the decay by the rate where coupled, a schedule's too", () => {
  const step = (optimiser: Optimiser) => bench(optimiser.rules, [[10]]).step([0])[0]![0]!;
  assert.ok(Math.abs(step(adamW({ eta: 0.5, lambda: 0.1 })) - 9.5) < 1e-12);
  assert.ok(Math.abs(step(adamW({ eta: constantRate({ rate: 0.5 }), lambda: 0.1 })) - 9.5) < 1e-12);
  assert.ok(Math.abs(step(adamW({ eta: 0.5, lambda: 0.1, couple: false })) - 9) < 1e-12);
});

Deno.test("clipNorm() shortens each array by itself, clipGlobalNorm() all together", () => {
  const arrays = [[0, 0], [0]];
  assert.deepEqual(bench(clipNorm({ omega: 2.5 }).rules, arrays).step([3, 4], [0.5]), [[-1.5, -2], [-0.5]]);
  const all = bench(clipGlobalNorm({ omega: 6.5 }).rules, arrays);
  assert.deepEqual(all.step([3, 4], [12]), [[-1.5, -2], [-6]]);
  assert.deepEqual(bench(clipGlobalNorm({ omega: 13 }).rules, arrays).step([3, 4], [12]), [[-3, -4], [-12]]);
  const third = bench(clipNorm({ omega: 1, p: 3 }).rules, [[0]]).step([-8])[0]![0]!;
  assert.ok(Math.abs(third - 1) < 1e-12);
});

Deno.test("clipNorm() leaves gradients of 0 alone", () => {
  assert.deepEqual(bench(clipNorm().rules, [[1, 2]]).step([0, 0]), [[1, 2]]);
});

// Optimisers.jl throws here. A device has no errors to throw: the loss shows the NaN.
Deno.test("clipNorm() passes NaN on", () => {
  assert.ok(bench(clipNorm().rules, [[1, 2]]).step([NaN, 1])[0]!.some(Number.isNaN));
});

Deno.test("accumGrad() between other links hands the mean to those behind it", () => {
  const on = bench(
    optimiserChain(clipGrad({ delta: 1 }), accumGrad({ n: 2 }), momentum({ eta: 1, rho: 0.5 })).rules,
    [
      [0],
    ],
  );
  const moves = [5, 0.5, -9, 1].map((g) => on.step([g])[0]![0]!);
  assert.deepEqual(moves, [0, -0.75, -0.75, -0.75 - (0.5 * 0.75 + 0)]);
});

Deno.test("optimiserChain() reaches into its links by number, and shows them", () => {
  const chained = optimiserChain(clipGrad({ delta: 1 }), adam());
  const changed = chained.with({ "links.1.eta": 0.5 });
  assert.deepEqual(changed.rules, optimiserChain(clipGrad({ delta: 1 }), adam({ eta: 0.5 })).rules);
  assert.equal(
    String(chained),
    `
OptimiserChain(
  links = [
    ClipGrad(delta = 1),
    Adam(eta = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8)])`.slice(1),
  );
  assert.deepEqual(optimiserChain(optimiserChain(descent()), adam()).rules.map((rule) => rule.kind), [
    "Descent",
    "Adam",
  ]);
});

const REFUSALS: readonly (readonly [string, () => unknown, string])[] = [
  [
    "adam({ beta1: 1 })",
    () => adam({ beta1: 1 }),
    'Cannot set "beta1" of Adam: expected a number in [0, 1), got 1',
  ],
  [
    "adam({ eta: NaN })",
    () => adam({ eta: NaN }),
    'Cannot set "eta" of Adam: expected a number ≥ 0 or a schedule, got NaN',
  ],
  [
    "accumGrad({ n: 0 })",
    () => accumGrad({ n: 0 }),
    'Cannot set "n" of AccumGrad: expected an integer ≥ 1, got 0',
  ],
  [
    "clipNorm({ omega: 0 })",
    () => clipNorm({ omega: 0 }),
    'Cannot set "omega" of ClipNorm: expected a number > 0, got 0',
  ],
  [
    "rprop({ grow: 0.9 })",
    () => rprop({ grow: 0.9 }),
    'Cannot set "grow" of Rprop: expected a number ≥ 1, got 0.9',
  ],
];

for (const [call, make, message] of REFUSALS) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(make, { name: "RangeError", message }));
}
