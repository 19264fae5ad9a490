import assert from "node:assert/strict";
import fc from "fast-check";
import { adam, momentum } from "../../nn/mod.ts";
import { along } from "../../plot/_chart.ts";
import { log2Axis, signedLogAxis } from "../../plot/_log_axis.ts";
import { groupsOf, parameterAxis } from "../../plot/_parameter_axis.ts";
import { shortPath, shortPaths } from "../../plot/_short_path.ts";
import { columnsOf } from "../../plot/_text.ts";
import { numberTexts, valueTexts } from "../../plot/_value_texts.ts";

const ticksOf = ({ ticks }: { ticks: readonly { text: string }[] }) =>
  ticks.map(({ text }) => text).join(" ");
const axisOf = (scale: string, values: readonly unknown[]) =>
  parameterAxis("draw", { path: "p", scale, values });

Deno.test("an axis of powers of two covers values, with ten ticks at most", () => {
  assert.equal(ticksOf(log2Axis("x", [4, 200])), "4 8 16 32 64 128 256");
  assert.equal(ticksOf(log2Axis("x", [2 ** -20, 2 ** 20])), "2⁻²⁰ 2⁻¹⁵ 2⁻¹⁰ 2⁻⁵ 1 32 1024 32768 2²⁰");
  const values = fc.array(fc.double({ min: 1e-300, max: 9e299, noNaN: true }), { minLength: 1 });
  fc.assert(fc.property(values, (list) => {
    const axis = log2Axis("x", list);
    assert.ok(axis.ticks.length <= 10, `${axis.ticks.length} ticks`);
    for (const value of list) {
      const share = along(axis, value);
      assert.ok(share > -1e-9 && share < 1 + 1e-9, `${value} at ${share}`);
    }
  }));
});

Deno.test("a logarithmic axis of values below 0 is that of their opposites, the other way round", () => {
  const axis = signedLogAxis("x", [-100, -0.5]);
  assert.equal(ticksOf(axis), "−100 −50 −20 −10 −5 −2 −1 −0.5");
  assert.ok(Math.abs(along(axis, -10) + along(signedLogAxis("x", [100, 0.5]), 10) - 1) < 1e-12);
  assert.deepEqual(signedLogAxis("x", [1, 7]).ticks.map(({ at }) => at), [1, 2, 5, 10]);
});

Deno.test("scales of ranges choose the axis: logarithms, powers of two, whole numbers, and others", () => {
  assert.ok(["log", "log10", "logMinus", "log10Minus", "log2"].every((scale) => {
    const values = scale.endsWith("Minus") ? [-1, -10, -100] : [1, 10, 100];
    return axisOf(scale, values).axis.logarithmic;
  }));
  assert.equal(ticksOf(axisOf("log2", [1, 8]).axis), "1 2 4 8");
  assert.equal(ticksOf(axisOf("linear", [1, 3]).axis), "1 2 3");
  assert.equal(ticksOf(axisOf("linear", [7, 7]).axis), "6 7 8");
  assert.equal(ticksOf(axisOf("linear", [0.5, 1]).axis), "0.5 0.6 0.7 0.8 0.9 1.0");
});

Deno.test("values of a scale that is a function are apart by their ranks", () => {
  const { axis, places } = axisOf("custom", [100, 1, 10, 1]);
  assert.deepEqual(places, [2, 0, 1, 0]);
  assert.deepEqual([axis.label, ticksOf(axis)], ["p (by rank)", "1 10 100"]);
  const many = axisOf("custom", Array.from({ length: 100 }, (_, i) => i * i));
  assert.deepEqual(many.axis.ticks.map(({ at }) => at), [0, 17, 33, 50, 66, 83, 99]);
  const one = axisOf("custom", [3]);
  assert.deepEqual([one.places, one.axis.from, one.axis.to], [[0], -1, 1]);
});

Deno.test("listed values have bands in order of appearance, numbers in ascending order", () => {
  assert.deepEqual(axisOf("none", ["b", "a", "b"]).places, [0, 1, 0]);
  assert.deepEqual(axisOf("none", [64, 8, 64]).places, [1, 0, 1]);
  assert.equal(ticksOf(axisOf("none", [64, 8, 64]).axis), "8 64");
});

Deno.test("values are grouped by structure", () => {
  const { distinct, places } = groupsOf([[64, 32], adam(), [64, 32], null, adam(), null, adam({ eta: 1 })]);
  assert.deepEqual(places, [0, 1, 0, 2, 1, 2, 3]);
  assert.equal(distinct.length, 4);
});

Deno.test("a value that its scale cannot have is refused by path", () => {
  for (const odd of ["three", NaN, Infinity, null]) {
    assert.throws(() => axisOf("linear", [1, odd]), {
      name: "DataError",
      message: `Cannot draw: a value of "p" is ${
        typeof odd === "string" ? '"three"' : odd
      }; on its scale are finite numbers`,
    });
  }
});

Deno.test("configured values are told by their kinds, and by what values of a kind differ in", () => {
  assert.deepEqual(valueTexts([adam(), momentum()]), ["Adam", "Momentum"]);
  assert.deepEqual(valueTexts([adam({ eta: 0.1 }), momentum(), adam({ eta: 0.2 })]), [
    "Adam(eta = 0.1)",
    "Momentum",
    "Adam(eta = 0.2)",
  ]);
});

Deno.test("texts that would be blank are quoted", () => {
  assert.deepEqual(valueTexts(["", " ", "a"]), ['""', '" "', "a"]);
});

Deno.test("texts of different values differ, in at most 20 columns", () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.array(fc.integer({ min: 1, max: 1000 })),
    fc.record({ eta: fc.double({ min: 1e-6, max: 1, noNaN: true }), nesterov: fc.boolean() }).map(({ eta }) =>
      adam({ eta })
    ),
  );
  fc.assert(fc.property(fc.array(value), (values) => {
    const { distinct } = groupsOf(values);
    const texts = valueTexts(distinct);
    assert.equal(new Set(texts).size, distinct.length, `${texts}`);
    assert.ok(texts.every((text) => columnsOf(text) <= 20), `${texts}`);
  }));
});

Deno.test("numbers have as many digits as tell them apart, and whole ones all", () => {
  assert.deepEqual(numberTexts([0.1, 0.12345]), ["0.1", "0.123"]);
  assert.deepEqual(numberTexts([0.12345, 0.12346]), ["0.12345", "0.12346"]);
  assert.deepEqual(numberTexts([12345, -7]), ["12345", "−7"]);
});

Deno.test("paths lose members in their middle first, then their head, then letters", () => {
  const path = "builder.encoder.layers.0.units";
  assert.equal(shortPath(path, 30), path);
  assert.equal(shortPath(path, 29), "builder…layers.0.units");
  assert.equal(shortPath(path, 20), "builder…0.units");
  assert.equal(shortPath(path, 12), "…0.units");
  assert.equal(shortPath("regularisationStrength", 11), "regul…ength");
  assert.equal(shortPath("a.regularisationStrength", 11), "a.reg…ength");
  assert.equal(shortPath("model.regularisation", 15), "…regularisation");
});

Deno.test("paths that would be shortened to the same keep what tells them apart", () => {
  const paths = ["model.builder.encoder.units", "model.builder.decoder.units", "model.optimiser.momentum"];
  assert.deepEqual(shortPaths(paths, 16), ["…encoder.units", "…decoder.units", "model…momentum"]);
  assert.deepEqual(shortPaths(paths, 8), ["mo…ts #1", "mo…ts #2", "mode…tum"]);
  const path = fc.array(fc.constantFrom("model", "builder", "units", "u", "0"), {
    minLength: 1,
    maxLength: 6,
  });
  const list = fc.uniqueArray(path.map((members) => members.join(".")), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(list, fc.integer({ min: 8, max: 24 }), (all, columns) => {
    const short = shortPaths(all, columns);
    assert.equal(new Set(short).size, all.length, `${short}`);
    assert.ok(short.every((each) => columnsOf(each) <= columns), `${short}`);
  }));
});
