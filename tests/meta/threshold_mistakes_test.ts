import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { confusionMatrix, logLoss } from "../../measures/mod.ts";
import { holdout, inSample, repeated, stratifiedCv, threshold } from "../../meta/mod.ts";
import { type Classes, logits, teller } from "./_classifiers.ts";
import { nearest } from "./_toys.ts";
import { RARE, TUNED } from "./_rare.ts";

const THREE = logits(30, { levels: ["a", "b", "c"] });
const fit = (options: Parameters<typeof threshold>[1], data: Classes = RARE) =>
  new Machine(threshold(teller(), options), data).fit();

Deno.test("hyperparameters out of range are refused when they are set", () => {
  for (const given of [-0.1, 1, NaN]) {
    assert.throws(() => threshold(teller(), { threshold: given }), /^RangeError: Cannot set "threshold"/);
  }
  assert.throws(() => threshold(teller(), { threshold: { no: 0.5, yes: 0 } }), /Cannot set "threshold"/);
  assert.throws(() => threshold(teller(), { measure: logLoss as never }), /expected a measure of labels/);
  assert.throws(
    () => threshold(teller(), { measure: confusionMatrix as never }),
    /expected a measure of labels/,
  );
  assert.throws(() => threshold(nearest as never), /expected a classifier that predicts distributions/);
});

Deno.test("a target that thresholds do not suit is refused, and says what would do", async () => {
  await assert.rejects(fit({ threshold: 0.4 }, THREE), {
    name: "DataError",
    message:
      "Cannot predict labels by the threshold 0.4: the target has 3 levels (a, b, c), and 2 are wanted; " +
      "give a threshold for each level, by label",
  });
  await assert.rejects(fit(TUNED, THREE), /^DataError: .*the threshold "tuned"/);
  await assert.rejects(
    fit({ threshold: { a: 1, b: 1 } }, THREE),
    /^DataError: .*for a, b: .*one for each level/,
  );
  await assert.rejects(
    fit({ threshold: { no: 1, maybe: 1 } }),
    /^DataError: .*for no, maybe: the target has 2 levels \(no, yes\)/,
  );
  const y = numeric(new Array(30).fill(0)) as never;
  await assert.rejects(fit({}, { x: THREE.x, y }), /^DataError: .*the target is C.*coerce it to Multiclass/);
});

Deno.test("rows that cannot be held out are refused", async () => {
  const by = (resampling: Parameters<typeof threshold>[1]) => fit({ ...TUNED, ...resampling });
  await assert.rejects(by({ resampling: inSample() }), {
    name: "DataError",
    message:
      "Cannot hold out rows for Threshold by these folds: fold 1 learns from row 0, which it holds out; " +
      "use e.g. cv()",
  });
  const twice = repeated(stratifiedCv({ folds: 2 }), { times: 2 });
  await assert.rejects(
    by({ resampling: twice }),
    /row \d+ is held out twice; use a resampling that holds out each row once/,
  );
  await assert.rejects(
    by({ resampling: { pairs: () => [] } }),
    /^RangeError: Cannot resample by Custom resampling: pairs\(\) gave no pairs/,
  );
  const sorted = Array.from(RARE.y.codes.keys()).sort((a, b) => RARE.y.codes[a]! - RARE.y.codes[b]!);
  const inOrder = { x: RARE.x.take(sorted), y: RARE.y.take(sorted) };
  await assert.rejects(
    fit({ ...TUNED, resampling: holdout({ share: 0.95 }) }, inOrder),
    /^DataError: Cannot tune a threshold by \d+ rows held out: none of them is no/,
  );
});
