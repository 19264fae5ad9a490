import assert from "node:assert/strict";
import { fitIsotonic, risingAt } from "../../meta/_isotonic.ts";
import { plattTargets } from "../../meta/_scored_targets.ts";
import { fitSigmoid, type Sigmoid, sigmoidAt } from "../../meta/_sigmoid.ts";
import golden from "../golden/calibration_sklearn.json" with { type: "json" };

interface Case {
  readonly scores: readonly number[];
  readonly truth: readonly number[];
  readonly weights: readonly number[];
}

const scoredOf = ({ scores, truth, weights }: Case) => {
  const counts = Float64Array.from(weights);
  return {
    scores: Float64Array.from(scores),
    targets: plattTargets(truth.map((t) => t === 1), counts),
    weights: counts,
  };
};

const lossOf = (sigmoid: Sigmoid, { scores, targets, weights }: ReturnType<typeof scoredOf>) =>
  scores.reduce((sum, score, i) => {
    const p = sigmoidAt(score, sigmoid);
    return sum - weights[i]! * (targets[i]! * Math.log(p) + (1 - targets[i]!) * Math.log(1 - p));
  }, 0);

for (const [i, record] of golden.sigmoids.entries()) {
  Deno.test(`Platt's sigmoid is scikit-learn's, or better by its own loss (case ${i})`, () => {
    const scored = scoredOf(record);
    const own = fitSigmoid(scored);
    const loss = lossOf(own, scored);
    assert.ok(Math.abs(lossOf(record, scored) - record.loss) < 1e-9 * record.loss, "the same loss is meant");
    assert.ok(loss <= record.loss * (1 + 1e-14), `${loss} against ${record.loss}`);
    assert.ok(record.loss - loss < 1e-9 * loss, `${loss} against ${record.loss}`);
    // BFGS stops where no slope of the sum exceeds 1e-5
    assert.ok(Math.abs(own.a - record.a) < 1e-5 && Math.abs(own.b - record.b) < 1e-5);
  });
}

Deno.test("Platt's sigmoid leaves no slope of its loss", () => {
  for (const record of golden.sigmoids) {
    const { scores, targets, weights } = scoredOf(record);
    const own = fitSigmoid({ scores, targets, weights });
    const pulls = scores.map((score, i) => weights[i]! * (targets[i]! - sigmoidAt(score, own)));
    const along = pulls.reduce((sum, pull, i) => sum + pull * scores[i]!, 0);
    assert.ok(Math.abs(along) < 1e-9 && Math.abs(pulls.reduce((sum, pull) => sum + pull)) < 1e-9);
  }
});

for (const [i, record] of golden.isotonic.entries()) {
  Deno.test(`isotonic regression gives scikit-learn's values within 1e-9 (case ${i})`, () => {
    const { scores, weights } = scoredOf(record);
    const line = fitIsotonic({ scores, targets: Float64Array.from(record.truth), weights });
    record.asked.forEach((score, j) => {
      const value = risingAt(score, line);
      assert.ok(Math.abs(value - record.values[j]!) < 1e-9, `${value} at ${score}, not ${record.values[j]}`);
    });
  });
}
