import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError, type Event, get, Machine } from "../../core/mod.ts";
import { categorical, cells, numeric, table } from "../../data/mod.ts";
import { balanced, calibrated, evaluate, rowReport } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { nearest } from "./_toys.ts";

// Row i has a = i.
const rows = (labels: readonly string[], levels?: readonly string[]): Classes => ({
  x: table({ a: labels.map((_, i) => i) }),
  y: categorical(labels, levels ? { levels } : {}),
});

const SKEWED = rows([..."aaabaaacab"]); // 7 of a, 2 of b, 1 of c

async function fitted(data: Classes, options: Parameters<typeof balanced>[1], seed = 0) {
  const seen: Seen = [];
  using machine = new Machine(balanced(teller(1, { seen }), options), data, { seed });
  const { report } = await machine.fit();
  return { report, given: seen[0]!, drawn: Array.from(report.rows?.balanced ?? []) };
}

Deno.test("oversampling keeps each row, and draws those of a class as often, or once more", async () => {
  const { report, given, drawn } = await fitted(SKEWED, { by: "oversample" });
  assert.deepEqual([report.before, report.after], [{ a: 7, b: 2, c: 1 }, { a: 7, b: 7, c: 7 }]);
  const times = Array.from(SKEWED.y.codes, (_, row) => drawn.filter((other) => other === row).length);
  for (const [row, code] of SKEWED.y.codes.entries()) {
    assert.ok([[1], [3, 4], [7]][code]!.includes(times[row]!), `row ${row}: ${times[row]} times`);
  }
  assert.deepEqual(drawn, drawn.toSorted((a, b) => a - b), "rows keep their order");
  assert.deepEqual([...given.y.codes], drawn.map((row) => SKEWED.y.codes[row]));
  assert.deepEqual(cells(given.x.column("a")), drawn);
});

Deno.test("undersampling draws no row twice, and as many of each class", async () => {
  const { report, given, drawn } = await fitted(SKEWED, { by: "undersample" });
  assert.deepEqual(report.after, { a: 1, b: 1, c: 1 });
  assert.equal(new Set(drawn).size, 3);
  assert.deepEqual([...given.y.codes].sort(), [0, 1, 2]);
});

Deno.test("weights make the classes' sums equal, and keep the total", async () => {
  const { report, given } = await fitted(SKEWED, {});
  assert.deepEqual(report.before, { a: 7, b: 2, c: 1 });
  const sums = [0, 0, 0];
  given.weights!.forEach((weight, row) => sums[SKEWED.y.codes[row]!]! += weight);
  for (const sum of [...sums, ...Object.values(report.after)]) assert.ok(Math.abs(sum - 10 / 3) < 1e-12);
  assert.equal(given.x, SKEWED.x, "all rows stay");
  assert.equal(report.rows, undefined);
});

Deno.test("with a ratio no class is less than that share of the largest, and larger ones stay", async () => {
  const half = { ratio: 0.5 };
  const over = await fitted(SKEWED, { by: "oversample", ...half });
  assert.deepEqual(over.report.after, { a: 7, b: 4, c: 4 }); // 3.5, rounded
  const under = await fitted(SKEWED, { by: "undersample", ...half });
  assert.deepEqual(under.report.after, { a: 2, b: 2, c: 1 });
  const { after } = (await fitted(SKEWED, half)).report;
  assert.ok(Math.abs(after.b! / after.a! - 0.5) < 1e-12 && Math.abs(after.c! / after.a! - 0.5) < 1e-12);
});

Deno.test("whatever the classes, sampled ones are of one size, of rows of their own", async () => {
  const labels = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(labels, fc.constantFrom("oversample", "undersample"), async (given, by) => {
      const data = rows(given, ["a", "b", "c", "d"]);
      const { report, drawn } = await fitted(data, { by });
      const sizes = Object.values(report.before).filter((size) => size > 0);
      const size = by === "oversample" ? Math.max(...sizes) : Math.min(...sizes);
      for (const [code, label] of data.y.levels.entries()) {
        const own = drawn.filter((row) => data.y.codes[row] === code);
        assert.equal(own.length, given.some((own) => own === label) ? size : 0);
        assert.equal(own.length, report.after[String(label)]);
      }
    }),
  );
});

Deno.test("chance decides which rows are drawn, by the seed alone", async () => {
  const data = logits(60);
  const draw = async (seed: number) => (await fitted(data, { by: "undersample" }, seed)).drawn;
  assert.deepEqual(await draw(1), await draw(1));
  assert.notDeepEqual(await draw(1), await draw(2));
});

Deno.test("the model has the chance that it would have alone, and nothing is done at predict", async () => {
  const seen: Seen = [];
  const data = logits(20);
  using machine = new Machine(balanced(teller(1, { seen }), { by: "oversample" }), data, { seed: 4 });
  using alone = new Machine(teller(1, { seen }), data, { seed: 4 });
  const guess = await (await machine.fit()).predict(data.x);
  assert.deepEqual(guess.probs, (await (await alone.fit()).predict(data.x)).probs);
  assert.deepEqual(seen[0]!.context.rng.key, seen[1]!.context.rng.key);
});

Deno.test("a class without rows is left out, with a note", async () => {
  for (const by of ["weights", "oversample", "undersample"] as const) {
    const events: Event[] = [];
    const model = balanced(teller(), { by });
    const listener = (event: Event) => void events.push(event);
    using machine = new Machine(model, rows([..."aab"], ["a", "b", "z"]), { listener });
    const { report } = await machine.fit();
    assert.equal(report.after.z, 0);
    assert.equal(report.after.a, report.after.b);
    const message = "Balanced: no row counts of z; the other classes are balanced";
    assert.deepEqual(events.filter(({ type }) => type === "note"), [{ type: "note", message }]);
  }
});

Deno.test("rows are told as numbers of the data, through evaluate", async () => {
  const data = logits(40);
  const [first] = rowReport(await evaluate(calibrated(balanced(teller(), { by: "undersample" })), data));
  const uses = (name: string) => Array.from(first!.uses.get(name)!);
  const train = uses("train");
  assert.ok(uses("balanced").every((row) => train.includes(row) && !uses("calibration").includes(row)));
  assert.ok(uses("calibration").every((row) => train.includes(row)));
  const ofBalanced = (code: number) => uses("balanced").filter((row) => data.y.codes[row] === code).length;
  assert.equal(ofBalanced(0), ofBalanced(1));
});

Deno.test("what cannot be balanced is refused by name", async () => {
  assert.throws(() => balanced(nearest), {
    name: "TypeError",
    message: "Cannot balance Nearest by weights: weights of rows do not reach its fit; " +
      'set by: "oversample" or by: "undersample"',
  });
  const deaf = teller(1, { traits: { weights: false } });
  assert.throws(() => balanced(calibrated(deaf)), /^TypeError: Cannot balance Calibrated by weights/);
  assert.throws(() => balanced(teller(), { ratio: 0 }), /RangeError.*"ratio".*\(0, 1\]/);
  // @ts-expect-error no such way
  assert.throws(() => balanced(teller(), { by: "smote" }), /"by" of Balanced: expected one of "weights"/);
  const fit = (data: unknown) => new Machine(balanced(teller()), data as Classes).fit(); // what the compiler would refuse
  await assert.rejects(fit({ x: SKEWED.x, y: numeric(new Array(10).fill(0.5)) }), {
    name: "DataError",
    message: "Cannot balance classes: the target is Continuous, and Multiclass or OrderedFactor is wanted; " +
      "coerce it to Multiclass",
  });
  await assert.rejects(fit({ x: SKEWED.x }), /Cannot balance classes: the target is undefined/);
  const holes = categorical(["a", null, "b", "a", "a", "a", "a", "a", "a", "a"]);
  await assert.rejects(
    fit({ x: SKEWED.x, y: holes }),
    (error: DataError) => error instanceof DataError && /missing in row 1/.test(error.message),
  );
  const weights = new Float64Array(10);
  await assert.rejects(fit({ ...SKEWED, weights }), DataError);
  await assert.rejects(fit({ ...SKEWED, weights: weights.fill(1).with(3, -1) }), /row 3 has weight -1/);
});

Deno.test("paths lead through it to the optimiser", () => {
  const model = balanced(neuralNetworkClassifier()).with({ "model.optimiser.eta": 0.5 });
  assert.equal(get(model, "model.optimiser.eta"), 0.5);
  assert.equal(model.traits.iteration, "model.epochs");
});
