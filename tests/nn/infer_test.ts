import assert from "node:assert/strict";
import { type Layer, ShapeError } from "../../core/mod.ts";
import {
  activate,
  batchNorm,
  chain,
  dense,
  dropout,
  entityEmbedding,
  infer,
  layerNorm,
  parallel,
  parametersOf,
  pass,
  relu,
  scale,
} from "../../nn/mod.ts";

function shapes(network: Layer, input: readonly number[]): (readonly [string, readonly number[]])[] {
  return parametersOf(infer(network, input)).map(({ name, shape }) => [name, shape] as const);
}

Deno.test("infer() gives each dense layer a kernel of inputs × units and a bias", () => {
  assert.deepEqual(shapes(chain(dense(8), dense(3, { bias: false })), [4]), [
    ["0/kernel", [4, 8]],
    ["0/bias", [8]],
    ["1/kernel", [8, 3]],
  ]);
});

Deno.test("infer() names the layers of a network that is no chain as a chain of one", () => {
  assert.deepEqual(shapes(dense(2), [3]), shapes(chain(dense(2)), [3]));
  assert.deepEqual(shapes(dense(2), [3]).map(([name]) => name), ["0/kernel", "0/bias"]);
});

Deno.test("infer() numbers layers inside layers by path", () => {
  const block = parallel("add", pass(), chain(dense(4), activate(relu), dense(4)));
  const node = infer(chain(dense(4), block, dense(1)), [2]);
  assert.deepEqual(parametersOf(node).map(({ name }) => name), [
    "0/kernel",
    "0/bias",
    "1/1/0/kernel",
    "1/1/0/bias",
    "1/1/2/kernel",
    "1/1/2/bias",
    "2/kernel",
    "2/bias",
  ]);
  assert.deepEqual(node.children[1]?.children[1]?.children[2]?.path, "1/1/2");
  assert.deepEqual(node.output, [1]);
});

Deno.test("infer() keeps shapes where a layer does not change them", () => {
  for (const layer of [activate(relu), dropout(0.2), pass(), scale(), batchNorm(), layerNorm(), chain()]) {
    assert.deepEqual(infer(layer, [5, 3]).output, [5, 3], layer.kind);
  }
});

Deno.test("infer() gives normalisations their parameters, running statistics untrained", () => {
  const normal = parametersOf(infer(batchNorm(), [7]));
  assert.deepEqual(normal.map(({ name, shape, trained }) => [name, shape, trained]), [
    ["0/gain", [7], true],
    ["0/shift", [7], true],
    ["0/mean", [7], false],
    ["0/variance", [7], false],
  ]);
  assert.deepEqual(shapes(layerNorm(), [7]), [["0/gain", [7]], ["0/shift", [7]]]);
  assert.deepEqual(shapes(scale(), [2, 7]), [["0/factor", [7]]]);
});

const columns = [{ column: 0, levels: 5, units: 2 }, { column: 3, levels: 7, units: 4 }];
const embedding = entityEmbedding({ columns });

Deno.test("infer() gives an embedding an array of levels × units for each column, named for it", () => {
  assert.deepEqual(shapes(chain(embedding, dense(1)), [5]), [
    ["0/embedding0", [5, 2]],
    ["0/embedding3", [7, 4]],
    ["1/kernel", [2 + 1 + 1 + 4 + 1, 1]],
    ["1/bias", [1]],
  ]);
});

Deno.test("infer() takes an embedding wherever its input is the network's", () => {
  const inside = chain(chain(parallel("concat", pass(), chain(embedding, dense(2)))), dense(1));
  assert.deepEqual(infer(inside, [5]).children[0]?.output, [7]);
});

Deno.test("infer() concatenates along the last axis and adds equal shapes", () => {
  assert.deepEqual(infer(parallel("concat", dense(2), dense(3), pass()), [4]).output, [9]);
  assert.deepEqual(infer(parallel("add", dense(4), pass()), [4]).output, [4]);
});

Deno.test("infer() takes a stranger's layer at its word", () => {
  const own: Layer = {
    kind: "x:attention",
    output: [6],
    parameters: [{ name: "query", shape: [4, 6], init: { kind: "glorotUniform" } }],
    options: { heads: 2 },
  };
  assert.deepEqual(shapes(chain(own, dense(1)), [4]), [
    ["0/query", [4, 6]],
    ["1/kernel", [6, 1]],
    ["1/bias", [1]],
  ]);
});

const MISFITS: readonly (readonly [
  what: string,
  layer: Layer,
  input: readonly number[],
  error: Partial<ShapeError>,
])[] = [
  ["a dense layer on an image", chain(pass(), dense(8)), [28, 28, 1], {
    message: "Cannot apply dense(8) at 1: it takes [inputs], but [28, 28, 1] arrives; flatten first",
    path: "1",
    found: [28, 28, 1],
    wanted: "[inputs]",
  }],
  ["a dense layer on scalars", dense(8), [], {
    message: "Cannot apply dense(8) at 0: it takes [inputs], but [] arrives; flatten first",
    path: "0",
    found: [],
    wanted: "[inputs]",
  }],
  ["an embedding behind another layer", chain(pass(), embedding), [5], {
    message: "Cannot apply entityEmbedding at 1: a layer stands before it, and it takes codes; put it first",
    path: "1",
    found: [5],
    wanted: "the network's input",
  }],
  ["an embedding in a branch behind another layer", chain(dense(5), parallel("add", embedding)), [5], {
    message:
      "Cannot apply entityEmbedding at 1/0: a layer stands before it, and it takes codes; put it first",
    path: "1/0",
    found: [5],
    wanted: "the network's input",
  }],
  ["an embedding of an image", embedding, [2, 2, 1], {
    message: "Cannot apply entityEmbedding at 0: it takes [columns], but [2, 2, 1] arrives",
    path: "0",
    found: [2, 2, 1],
    wanted: "[columns]",
  }],
  ["an embedding of a column that is not there", embedding, [3], {
    message: "Cannot apply entityEmbedding at 0: it embeds column 3, but [3] arrives; columns count from 0",
    path: "0",
    found: [3],
    wanted: "[columns]",
  }],
  ["a sum of different sizes", chain(dense(5), parallel("add", pass(), dense(4))), [3], {
    message:
      "Cannot add the branches of parallel at 1: branch 0 gives [5], branch 1 gives [4]; they must be equal",
    path: "1/1",
    found: [4],
    wanted: [5],
  }],
  [
    "a concatenation of different leading sizes",
    parallel("concat", pass(), { kind: "x:pool", output: [3, 2], parameters: [], options: null }),
    [4, 2],
    {
      message:
        "Cannot concat the branches of parallel at 0: branch 0 gives [4, 2], branch 1 gives [3, 2]; all but the last size must be equal",
      path: "0/1",
      found: [3, 2],
      wanted: [4, 2],
    },
  ],
];

for (const [what, layer, input, error] of MISFITS) {
  Deno.test(`infer() refuses ${what}, naming the layer and both shapes`, () => {
    assert.throws(() => infer(layer, input), (thrown) => {
      assert.ok(thrown instanceof ShapeError && thrown instanceof RangeError);
      const { message, path, found, wanted } = thrown;
      assert.deepEqual({ message, path, found, wanted }, error);
      return true;
    });
  });
}

const REFUSALS: readonly (readonly [call: string, make: () => unknown, name: string, message: string])[] = [
  ["dense(0)", () => dense(0), "RangeError", 'Cannot set "units" of dense: expected an integer ≥ 1, got 0'],
  [
    "dense(2.5)",
    () => dense(2.5),
    "RangeError",
    'Cannot set "units" of dense: expected an integer ≥ 1, got 2.5',
  ],
  [
    "dropout(1)",
    () => dropout(1),
    "RangeError",
    'Cannot set "rate" of dropout: expected a number in [0, 1), got 1',
  ],
  [
    "batchNorm({ momentum: 2 })",
    () => batchNorm({ momentum: 2 }),
    "RangeError",
    'Cannot set "momentum" of batchNorm: expected a number in [0, 1], got 2',
  ],
  [
    "layerNorm({ epsilon: 0 })",
    () => layerNorm({ epsilon: 0 }),
    "RangeError",
    'Cannot set "epsilon" of layerNorm: expected a number > 0, got 0',
  ],
  [
    "entityEmbedding({ columns: [] })",
    () => entityEmbedding({ columns: [] }),
    "RangeError",
    "Cannot embed no columns: give at least one, e.g. entityEmbedding({ columns: [{ column: 0, levels: 5, units: 2 }] })",
  ],
  [
    "entityEmbedding() of a column without units",
    () => entityEmbedding({ columns: [{ column: 1, levels: 3, units: 0 }] }),
    "RangeError",
    'Cannot set "columns" of entityEmbedding: expected a list of { column, levels, units }, whole numbers, ' +
    "column ≥ 0, levels ≥ 1, units ≥ 1, got [{ column: 1, levels: 3, units: 0 }]",
  ],
  [
    "entityEmbedding() of columns out of order",
    () => entityEmbedding({ columns: columns.toReversed() }),
    "RangeError",
    "Cannot embed columns 3, 0: 0 is twice there or out of order; give each once, in ascending order",
  ],
  [
    "entityEmbedding() of a column twice",
    () => entityEmbedding({ columns: [columns[0]!, columns[0]!] }),
    "RangeError",
    "Cannot embed columns 0, 0: 0 is twice there or out of order; give each once, in ascending order",
  ],
  [
    'parallel("add")',
    () => parallel("add"),
    "RangeError",
    "Cannot make parallel of no branches: give at least one",
  ],
];

for (const [call, make, name, message] of REFUSALS) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(make, { name, message }));
}

Deno.test("layers are refused with their words when the wrong thing is put there, as from JavaScript", () => {
  const [loose, looseParallel, looseDense]: ((...args: unknown[]) => unknown)[] = [
    chain as (...args: unknown[]) => unknown,
    parallel as (...args: unknown[]) => unknown,
    dense as (...args: unknown[]) => unknown,
  ];
  assert.throws(() => loose!(dense(2), relu.kind), {
    name: "TypeError",
    message:
      'Cannot put "relu" into chain at 1: it is no layer; use dense(8), dropout(0.2), activate(relu) …',
  });
  assert.throws(() => looseParallel!("sum", pass()), {
    name: "TypeError",
    message: 'Cannot combine branches by "sum": expected "add" or "concat"',
  });
  assert.throws(() => looseDense!(2, { activation: () => 1 }), {
    message:
      /^Cannot set "activation" of dense: expected an activation, e\.g\. relu, got .*; call the function/,
  });
  assert.throws(() => looseDense!(2, { activations: relu }), {
    name: "TypeError",
    message:
      'Cannot set "activations" of dense: known parameters are units, activation, bias, init, biasInit; did you mean "activation"?',
  });
});

Deno.test("layers are frozen data that survive JSON", () => {
  const network = chain(
    embedding,
    dense(3, { activation: relu }),
    dropout(0.2),
    parallel("add", pass(), dense(3)),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(network)), network);
  assert.ok(Object.isFrozen(network));
  assert.ok(network.kind === "chain" && Object.isFrozen(network.layers));
  assert.ok(Object.isFrozen(embedding.columns) && embedding.columns.every(Object.isFrozen));
});
