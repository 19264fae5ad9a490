import assert from "node:assert/strict";
import { builder, defineBuilder, linear, mlp, short } from "../../builders/mod.ts";
import { type Builder, diff, integer, type Layer } from "../../core/mod.ts";
import { chain, dense, gelu, identity, infer, type Node, parametersOf, relu, tanh } from "../../nn/mod.ts";
import golden from "../golden/mljflux.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;
const networkOf = (made: Builder, input: number, outputs: number): Node =>
  infer(made.build({ input: [input], outputs }), [input]);
const shapes = (node: Node) => parametersOf(node).map(({ shape }) => shape);
// Upstream's matrices are units × inputs.
const turned = (found: readonly (readonly number[])[]) => found.map((shape) => shape.toReversed());

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void>> = {
  "parameter sizes: Short(n_hidden=4), 5 -> 3": ({ expected }) =>
    assert.deepEqual(turned(shapes(networkOf(short({ hidden: 4 }), 5, 3))), expected),
  "MLP(hidden=(2,2)) 3 -> 3": ({ expected }) => {
    const want = expected as { readonly n_layers: number; readonly first_weight: readonly number[] };
    const network = networkOf(mlp({ hidden: [2, 2] }), 3, 3);
    assert.equal(network.children.length, want.n_layers);
    assert.deepEqual(turned(shapes(network))[0], want.first_weight);
  },
  "Short(n_hidden=0) hidden size": ({ input, expected }) => {
    const { n_in: inputs, n_out: outputs } = input as Readonly<Record<string, number>>;
    assert.deepEqual(networkOf(short(), inputs!, outputs!).children[0]!.output, [expected]);
  },
};

const checked = RECORDS.flatMap((record, i) => record.case in CHECKS ? [[record, i] as const] : []);

for (const [record, i] of checked) {
  Deno.test(`builders agree with MLJFlux: ${titleOf(record, i)}`, () => CHECKS[record.case]!(record));
}

Deno.test("all four records of builders without convolutions are tested", () =>
  assert.equal(checked.length, 4));

Deno.test("short() has one hidden layer, dropout, and a plain end, by default with sigmoid and a half", () => {
  const { layer } = networkOf(short({ hidden: 2 }), 3, 1);
  const layers = layer.kind === "chain" ? layer.layers : [];
  assert.deepEqual(layers.map(({ kind }) => kind), ["dense", "dropout", "dense"]);
  assert.deepEqual(layers.map(activationOf), ["sigmoid", undefined, "identity"]);
  assert.equal(short().params.dropout, 0.5);
  assert.deepEqual(networkOf(short(), 1, 1).children[0]!.output, [1], "one unit at least");
});

Deno.test("mlp() has hidden layers with the activation and a plain end, and none where hidden is empty", () => {
  const { layer } = networkOf(mlp({ hidden: [4, 2], activation: tanh }), 3, 1);
  const layers = layer.kind === "chain" ? layer.layers : [];
  assert.deepEqual(layers.map(activationOf), ["tanh", "tanh", "identity"]);
  assert.deepEqual(shapes(networkOf(mlp({ hidden: [] }), 3, 2)), [[3, 2], [2]]);
  assert.deepEqual(mlp().params.hidden, [100]);
  assert.equal(mlp().params.activation, relu);
});

Deno.test("linear() is one dense layer, with relu as upstream has it unless told otherwise", () => {
  const last = (made: Builder) => networkOf(made, 2, 1).children.map(({ layer }) => activationOf(layer));
  assert.deepEqual(last(linear()), ["relu"]);
  assert.deepEqual(last(linear({ activation: identity })), ["identity"]);
});

Deno.test("builders refuse bad hyperparameters when they are made", () => {
  const table: readonly (readonly [() => unknown, string])[] = [
    [
      () => short({ dropout: 1 }),
      'RangeError: Cannot set "dropout" of Short: expected a number in [0, 1), got 1',
    ],
    [
      () => short({ hidden: -1 }),
      'RangeError: Cannot set "hidden" of Short: expected an integer ≥ 0, got -1',
    ],
    [
      () => mlp({ hidden: [3, 0] }),
      'RangeError: Cannot set "hidden" of Mlp: expected a list, each an integer ≥ 1, got [3, 0]',
    ],
    [
      () => mlp({ hiden: [3] } as object),
      'TypeError: Cannot set "hiden" of Mlp: known parameters are hidden, activation; did you mean "hidden"?',
    ],
    [
      () => linear({ activation: "relu" as never }),
      'TypeError: Cannot set "activation" of Linear: expected an activation, e.g. relu, got "relu"',
    ],
  ];
  for (const [call, text] of table) {
    assert.throws(call, (error) => String(error) === text || assert.fail(String(error)));
  }
});

Deno.test("builder() is equal only to builders of the same function, defineBuilder() by value", () => {
  const make = () => chain(dense(2, { activation: gelu }));
  const again = () => chain(dense(2, { activation: gelu }));
  assert.deepEqual(diff(builder(make), builder(make)), []);
  assert.deepEqual(diff(builder(make), builder(again)), ["build"]);
  const narrow = defineBuilder<{ readonly width: number }>(
    "Narrow",
    { width: integer(2, { min: 1 }) },
    ({ width }, { outputs }) => chain(dense(width), dense(outputs)),
  );
  assert.deepEqual(diff(narrow(), narrow({ width: 2 })), []);
  assert.deepEqual(diff(narrow(), narrow().with({ width: 3 })), ["width"]);
  assert.deepEqual(shapes(networkOf(narrow({ width: 3 }), 4, 1)), [[4, 3], [3], [3, 1], [1]]);
});

Deno.test("builders print as listings, and their values are frozen", () => {
  assert.equal(String(short()), "Short(\n  hidden = 0,\n  dropout = 0.5,\n  activation = sigmoid)");
  for (const made of [short(), mlp(), linear(), builder(() => dense(1))]) {
    assert.ok(Object.isFrozen(made) && Object.isFrozen(made.params));
  }
  assert.ok(Object.isFrozen(mlp({ hidden: [1] }).params.hidden));
});

function activationOf(layer: Layer): string | undefined {
  return layer.kind === "dense" ? layer.activation.name : undefined;
}
