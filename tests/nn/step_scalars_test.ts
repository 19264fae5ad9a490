import assert from "node:assert/strict";
import {
  accumGrad,
  adam,
  descent,
  momentum,
  optimiserChain,
  scalarNames,
  slotName,
  stepDecay,
  stepScalars,
} from "../../nn/mod.ts";

Deno.test("stepScalars() counts steps from 1 and epochs as a real number from 0", () => {
  const at = stepScalars(descent({ eta: 0.5 }).rules);
  assert.deepEqual([0, 1, 5].map((step) => [...at(step, 4).links[0]!]), [[1, 0, 0.5], [2, 0.25, 0.5], [
    6,
    1.25,
    0.5,
  ]]);
});

Deno.test("stepScalars() computes a rule's scalars in order, one from another", () => {
  const [rule] = adam({ eta: 0.01, beta1: 0.9, beta2: 0.99 }).rules;
  assert.deepEqual(scalarNames(rule!), ["t", "epoch", "eta", "c1", "c2"]);
  const [scalars] = stepScalars([rule!])(1, 10).links;
  [2, 0.1, 0.01, 1 - 0.81, 1 - 0.99 ** 2].forEach((want, i) => {
    assert.ok(Math.abs(scalars![i]! - want) < 1e-15);
  });
  const derived = { ...rule!, scalars: [["a", ["add", "t", 1]], ["b", ["mul", "a", 2]]] as const };
  assert.deepEqual([...stepScalars([derived])(2, 1).links[0]!], [3, 2, 4, 8]);
});

Deno.test("stepScalars() stops at a link that waits, and counts only its runs behind it", () => {
  const { rules } = optimiserChain(accumGrad({ n: 3 }), adam());
  const at = stepScalars(rules);
  const steps = [0, 1, 2, 3, 4, 5].map((step) => at(step, 3));
  assert.deepEqual(steps.map(({ moves }) => moves), [false, false, true, false, false, true]);
  assert.deepEqual(steps.map(({ links }) => links.length), [1, 1, 2, 1, 1, 2]);
  assert.deepEqual(steps.map(({ links }) => links[1]?.[0]), [
    undefined,
    undefined,
    1,
    undefined,
    undefined,
    2,
  ]);
});

Deno.test("stepScalars() nests waiting links: two of two move every fourth step", () => {
  const { rules } = optimiserChain(accumGrad({ n: 2 }), accumGrad({ n: 2 }), momentum());
  const at = stepScalars(rules);
  const steps = Array.from({ length: 8 }, (_, step) => at(step, 1));
  assert.deepEqual(steps.map(({ links }) => links.length), [1, 2, 1, 3, 1, 2, 1, 3]);
  assert.deepEqual(
    steps.map(({ moves }) => moves),
    [3, 7].reduce((all, i) => all.with(i, true), new Array(8).fill(false)),
  );
});

Deno.test("stepScalars() follows a schedule by the epochs of the whole training", () => {
  const at = stepScalars(descent({ eta: stepDecay({ from: 1, factor: 0.5, every: 1 }) }).rules);
  assert.deepEqual([0, 1, 2, 3, 4].map((step) => at(step, 2).links[0]![2]!), [1, 1, 0.5, 0.5, 0.25]);
});

Deno.test("stepScalars() moves weights each step without links", () => {
  assert.deepEqual(stepScalars([])(0, 1), { links: [], moves: true });
});

Deno.test("slotName() names a slot by parameter, link and slot", () => {
  assert.equal(slotName("0/kernel", 1, "m"), "0/kernel#1.m");
});
