import assert from "node:assert/strict";
import { type Field, flag, integer, listOf, nearest, nested, oneOf, real, resolve } from "../../core/mod.ts";

const schema: Readonly<Record<string, Field>> = {
  count: integer(3, { min: 1, doc: "how many" }),
  whole: integer(0),
  share: real(0.5, { min: 0, max: 1 }),
  open: real(0.5, { min: 0, max: 1, above: true, below: true }),
  below: real(0.5, { min: 0, max: 1, below: true }),
  most: real(0, { max: 2 }),
  under: real(0, { max: 2, below: true }),
  positive: real(1, { min: 0, above: true }),
  shuffle: flag(true),
  mode: oneOf<unknown>(["fast", "slow", 3, [1, 2]]),
  hidden: listOf([8], integer(1, { min: 1 })),
  part: nested<unknown>({ kind: "Part" }, {
    expected: "a part",
    is: (v) => typeof v === "object" && v !== null && "kind" in v,
  }),
};

// What is given → the error's class and what follows `Cannot set "<name>" of Thing: `.
const REFUSED: readonly (readonly [name: string, value: unknown, error: string, rest: string])[] = [
  ["count", 0, "RangeError", "expected an integer ≥ 1, got 0"],
  ["count", 1.5, "RangeError", "expected an integer ≥ 1, got 1.5"],
  ["count", NaN, "RangeError", "expected an integer ≥ 1, got NaN"],
  ["count", 2 ** 53, "RangeError", "expected an integer ≥ 1, got 9007199254740992"],
  ["count", "3", "TypeError", 'expected an integer ≥ 1, got "3"'],
  ["count", null, "TypeError", "expected an integer ≥ 1, got null"],
  ["count", 3n, "TypeError", "expected an integer ≥ 1, got 3"],
  ["whole", Infinity, "RangeError", "expected an integer, got Infinity"],
  ["share", 2, "RangeError", "expected a number in [0, 1], got 2"],
  ["share", -Number.MIN_VALUE, "RangeError", "expected a number in [0, 1], got -5e-324"],
  ["share", NaN, "RangeError", "expected a number in [0, 1], got NaN"],
  ["open", 0, "RangeError", "expected a number in (0, 1), got 0"],
  ["open", 1, "RangeError", "expected a number in (0, 1), got 1"],
  ["below", 1, "RangeError", "expected a number in [0, 1), got 1"],
  ["most", 2.5, "RangeError", "expected a number ≤ 2, got 2.5"],
  ["under", 2, "RangeError", "expected a number < 2, got 2"],
  ["positive", 0, "RangeError", "expected a number > 0, got 0"],
  ["shuffle", 1, "TypeError", "expected true or false, got 1"],
  ["mode", "medium", "RangeError", 'expected one of "fast", "slow", 3, [1, 2], got "medium"'],
  ["mode", 4, "TypeError", 'expected one of "fast", "slow", 3, [1, 2], got 4'],
  ["hidden", [8, 0], "RangeError", "expected a list, each an integer ≥ 1, got [8, 0]"],
  ["hidden", 8, "TypeError", "expected a list, each an integer ≥ 1, got 8"],
  ["part", {}, "TypeError", "expected a part, got {}"],
  ["part", { size: 2 }, "TypeError", "expected a part, got { size: 2 }"],
  [
    "part",
    function adam() {},
    "TypeError",
    "expected a part, got function adam; call the function, or take one of its values",
  ],
];

for (const [name, value, error, rest] of REFUSED) {
  const message = `Cannot set "${name}" of Thing: ${rest}`;
  Deno.test(`resolve() throws a ${error}: ${message}`, () =>
    assert.throws(() => resolve({ kind: "Thing", schema }, { [name]: value }), { name: error, message }));
}

const ACCEPTED: readonly (readonly [name: string, value: unknown])[] = [
  ["count", 1],
  ["share", 0],
  ["share", 1],
  ["below", 0],
  ["most", -1e300],
  ["under", 1.999],
  ["positive", Number.MIN_VALUE],
  ["shuffle", false],
  ["mode", [1, 2]],
  ["hidden", []],
  ["hidden", [1, 2, 3]],
];

for (const [name, value] of ACCEPTED) {
  Deno.test(`resolve() takes ${JSON.stringify(value)} for ${name}: ${schema[name]!.expected}`, () =>
    assert.deepEqual(
      resolve<Record<string, unknown>>({ kind: "Thing", schema }, { [name]: value })[name],
      value,
    ));
}

const known = { epochs: integer(1), batchSize: integer(1), builder: flag(true) };

const UNKNOWN: readonly (readonly [name: string, message: string])[] = [
  [
    "epoch",
    'Cannot set "epoch" of Net: known parameters are epochs, batchSize, builder; did you mean "epochs"?',
  ],
  [
    "batchsize",
    'Cannot set "batchsize" of Net: known parameters are epochs, batchSize, builder; did you mean "batchSize"?',
  ],
  [
    "bilder",
    'Cannot set "bilder" of Net: known parameters are epochs, batchSize, builder; did you mean "builder"?',
  ],
  ["optimizer", 'Cannot set "optimizer" of Net: known parameters are epochs, batchSize, builder'],
  ["toString", 'Cannot set "toString" of Net: known parameters are epochs, batchSize, builder'],
];

for (const [name, message] of UNKNOWN) {
  Deno.test(`resolve() refuses an unknown name: ${message}`, () =>
    assert.throws(() => resolve({ kind: "Net", schema: known }, { [name]: 1 }), {
      name: "TypeError",
      message,
    }));
}

Deno.test("resolve() says that a kind without parameters has none", () => {
  assert.throws(() => resolve({ kind: "Linear", schema: {} }, { a: 1 }), {
    name: "TypeError",
    message: 'Cannot set "a" of Linear: it has no parameters',
  });
});

Deno.test("resolve() fills in defaults, in the order of the schema, and freezes", () => {
  const params = resolve<Record<string, unknown>>({ kind: "Net", schema: known }, {
    builder: false,
    epochs: undefined,
  });
  assert.deepEqual(Object.entries(params), [["epochs", 1], ["batchSize", 1], ["builder", false]]);
  assert.ok(Object.isFrozen(params));
});

Deno.test("resolve() copies and freezes lists, so that a caller's list may change", () => {
  const mine = [1, 2];
  const net = { kind: "Net", schema: { hidden: listOf([8], integer(1)) } };
  const { hidden } = resolve<{ readonly hidden: readonly number[] }>(net, { hidden: mine });
  mine.push(3);
  assert.deepEqual(hidden, [1, 2]);
  assert.ok(Object.isFrozen(hidden));
});

Deno.test("fields tell their bounds and meaning, for ranges and tables", () => {
  const { default: fallback, min, max, doc } = integer(3, { min: 1, max: 9, doc: "how many" });
  assert.deepEqual({ fallback, min, max, doc }, { fallback: 3, min: 1, max: 9, doc: "how many" });
});

const NEAREST: readonly (readonly [name: string, known: readonly string[], want: string | undefined])[] = [
  ["epoch", ["epochs", "eta"], "epochs"],
  ["optimizer", ["optimiser", "loss"], "optimiser"],
  ["BATCHSIZE", ["batchSize"], "batchSize"],
  ["lamda", ["lambda", "alpha"], "lambda"],
  ["x", ["y"], undefined],
  ["rate", ["eta"], undefined],
  ["hidden", ["dropout"], undefined],
  ["anything", [], undefined],
];

for (const [name, among, want] of NEAREST) {
  Deno.test(`nearest("${name}", ${JSON.stringify(among)}) is ${want}`, () =>
    assert.equal(nearest(name, among), want));
}
