import assert from "node:assert/strict";
import { descent, momentum, optimiserChain, penalised } from "../../nn/mod.ts";
import { bench } from "./_bench.ts";

Deno.test("penalised() descends λ (α ‖w‖₁ + (1 − α) ‖w‖²) / batches, by its central difference", () => {
  const [lambda, alpha, batches] = [0.3, 0.4, 3];
  const penalty = (w: number) => lambda * (alpha * Math.abs(w) + (1 - alpha) * w * w) / batches;
  const weights = [1.5, -0.2, 3, -7];
  const on = bench(penalised(descent({ eta: 1 }), { lambda, alpha, batches }), [weights]);
  const [moved = []] = on.step(weights.map(() => 0));
  weights.forEach((w, i) => {
    const h = 1e-5;
    const slope = (penalty(w + h) - penalty(w - h)) / (2 * h);
    assert.ok(Math.abs(w - moved[i]! - slope) < 1e-8, `${w - moved[i]!} for ${slope}`);
  });
});

Deno.test("penalised() leaves a weight at 0 where the loss leaves it", () => {
  const on = bench(penalised(descent(), { lambda: 1, alpha: 0.5, batches: 1 }), [[0]]);
  assert.deepEqual(on.step([0]), [[0]]);
});

Deno.test("penalised() reaches every array, biases too", () => {
  const on = bench(penalised(descent({ eta: 1 }), { lambda: 0.5, alpha: 0, batches: 1 }), [[2], [4]]);
  assert.deepEqual(on.step([0], [0]), [[0], [0]]);
});

Deno.test("penalised() goes before the optimiser, whose mean then holds the penalty", () => {
  const optimiser = momentum({ eta: 1, rho: 0.5 });
  const on = bench(penalised(optimiser, { lambda: 0.25, alpha: 0, batches: 1 }), [[4]]);
  on.step([0]);
  assert.deepEqual(on.slot("w0#1.v"), [2]);
});

Deno.test("penalised() leaves the optimiser alone where λ is 0, whatever α is", () => {
  const optimiser = optimiserChain(descent());
  assert.equal(penalised(optimiser, { lambda: 0, alpha: 0.7, batches: 4 }), optimiser.rules);
});

Deno.test("penalised() leaves out the half that α rules out", () => {
  const kinds = (alpha: number) =>
    penalised(descent(), { lambda: 1, alpha, batches: 1 }).map((rule) => rule.kind);
  assert.deepEqual(kinds(0), ["WeightDecay", "Descent"]);
  assert.deepEqual(kinds(1), ["SignDecay", "Descent"]);
});
