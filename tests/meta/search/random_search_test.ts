import assert from "node:assert/strict";
import { modelFromJson, modelToJson, rng } from "../../../core/mod.ts";
import { randomSearch, type RandomSearchParams } from "../../../meta/mod.ts";
import { conformSearch } from "../../../testing/mod.ts";
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

const eta = numbers("eta", { lower: 1e-4, upper: 1, scale: "log10" });
const size = listed("size", [8, 16, 32]);
const space = spaceOf(eta, size);

conformSearch("randomSearch()", { make: randomSearch });
conformSearch("randomSearch() of distributions", {
  make: () => randomSearch({ distributions: { eta: "logNormal", size: [0.5, 0.5, 0] } }),
  space,
});
conformSearch("randomSearch() where a path has several ranges", {
  make: randomSearch,
  space: spaceOf(eta, size, listed("eta", [10])),
});
conformSearch("randomSearch() without bounds", {
  make: randomSearch,
  space: spaceOf(
    numbers("a", { lower: -Infinity, upper: Infinity, origin: 2, unit: 3 }),
    numbers("b", { lower: 1, upper: Infinity, origin: 5, unit: 2, scale: "log10", integer: true }),
  ),
});

Deno.test("a trial depends on its number alone, not on what was taken before", () => {
  const searching = randomSearch().start(space, rng(3));
  const [first] = searching.ask();
  const [second] = searching.ask();
  assert.deepEqual([first?.values, second?.values], asked(randomSearch(), space, { seed: 3, count: 2 }));
});

Deno.test("without a bound on top positive numbers are gamma, others normal, unless it is said otherwise", () => {
  const top = numbers("top", { lower: 0, upper: Infinity, origin: 3, unit: 1, scale: "linear" });
  const open = numbers("open", { lower: -Infinity, upper: Infinity, origin: 3, unit: 1 });
  const same = (a: Partial<RandomSearchParams>, b: Partial<RandomSearchParams>) =>
    assert.deepEqual(
      asked(randomSearch(a), spaceOf(eta, top, open), { count: 20 }),
      asked(randomSearch(b), spaceOf(eta, top, open), { count: 20 }),
    );
  same({}, { distributions: { eta: "uniform", top: "gamma", open: "normal" } });
  const names = { bounded: "arcsine", positiveUnbounded: "logNormal", other: "cauchy" } as const;
  same(names, { distributions: { eta: "arcsine", top: "logNormal", open: "cauchy" } });
});

Deno.test("ranges of one path are equally likely", () => {
  const twice = spaceOf(numbers("eta", { lower: 0, upper: 1 }), listed("eta", [5]));
  const values = asked(randomSearch(), twice, { count: 10_000 }).map(([value]) => value);
  const share = values.filter((value) => value === 5).length / values.length;
  assert.ok(Math.abs(share - 0.5) < 0.02, `${share}`);
  assert.deepEqual(twice.paths, ["eta"]);
});

Deno.test("hyperparameters are drawn independently of each other and of the trial before", () => {
  const drawn = asked(randomSearch(), spaceOf(numbers("a"), numbers("b")), { count: 20_000 });
  const a = drawn.map(([x]) => Number(x) - 0.5);
  const b = drawn.map(([, x]) => Number(x) - 0.5);
  const correlation = (x: readonly number[], y: readonly number[]) =>
    12 * y.reduce((sum, each, i) => sum + each * x[i]!, 0) / y.length;
  assert.ok(Math.abs(correlation(a, b)) < 0.025);
  assert.ok(Math.abs(correlation(a, a.slice(1))) < 0.025);
  assert.ok(Math.abs(correlation(a, b.slice(1))) < 0.025);
});

Deno.test("iterations are drawn as any other hyperparameter is", () => {
  const epochs = numbers("epochs", { lower: 1, upper: 9, integer: true });
  const iteration = { path: "epochs", count: 5 };
  const drawn = asked(randomSearch(), { ...spaceOf(epochs), iteration }, { count: 200 });
  assert.equal(new Set(drawn.map(([value]) => value)).size, 9);
});

Deno.test("distributions about a path without a range are refused, and so are unknown ones", () => {
  const misspelt = randomSearch({ distributions: { etta: "normal" } });
  assert.throws(
    () => misspelt.start(space, rng(0)),
    /^TypeError: Cannot draw "etta": there is no range of it, only of eta, size; did you mean "eta"\?/,
  );
  assert.throws(
    () => randomSearch({ distributions: { eta: "beta" as "gamma" } }),
    /^TypeError: Cannot draw "eta" by "beta": known distributions are uniform, arcsine/,
  );
  assert.throws(
    () => randomSearch({ bounded: "beta" as "gamma" }),
    /expected the name of a distribution, got "beta"/,
  );
  assert.throws(
    () => randomSearch({ distributions: { eta: { kind: "gamma", shape: -1, scale: 1 } } }),
    /Cannot set "shape" of the distribution "gamma" of "eta": expected a number > 0, got -1/,
  );
  const few = randomSearch({ distributions: { size: [1] } });
  assert.throws(() => few.start(space, rng(0)), /there are 3 values; give a probability for each/);
});

Deno.test("it is saved with its distributions, which nobody can change", () => {
  const poisson = { kind: "poisson", mean: 3 };
  const probabilities = [0.5, 0.25, 0.25];
  const search = randomSearch({
    distributions: { eta: poisson as { kind: "poisson"; mean: 3 }, size: probabilities },
  });
  poisson.mean = -1;
  probabilities[0] = 7;
  const json = JSON.parse(JSON.stringify(modelToJson(search)));
  assert.deepEqual(json.params.distributions, { eta: { kind: "poisson", mean: 3 }, size: [0.5, 0.25, 0.25] });
  assert.deepEqual(modelToJson(modelFromJson(json, [randomSearch])), json);
});
