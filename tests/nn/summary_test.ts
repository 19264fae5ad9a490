import assert from "node:assert/strict";
import {
  activate,
  batchNorm,
  chain,
  dense,
  dropout,
  entityEmbedding,
  infer,
  parallel,
  pass,
  relu,
  showShape,
  softsign,
  summary,
} from "../../nn/mod.ts";

Deno.test("summary() shows which columns an embedding makes what of", () => {
  const network = entityEmbedding({
    columns: [{ column: 1, levels: 9, units: 4 }, { column: 3, levels: 3, units: 2 }],
  });
  assert.equal(
    summary(infer(network, [4])),
    `
   layer                                output  weights
   input                                [4]
0  entityEmbedding(1: 9 → 4, 3: 3 → 2)  [8]     42
   total                                        42`.slice(1),
  );
});

Deno.test("summary() shows each layer with path, output and weights, and their total", () => {
  const network = chain(
    dense(8, { activation: relu }),
    dropout(0.2),
    parallel("add", pass(), chain(dense(8), activate(softsign))),
    batchNorm(),
    dense(3),
  );
  assert.equal(
    summary(infer(network, [4])),
    `
       layer           output  weights
       input           [4]
0      dense(8, relu)  [8]     40
1      dropout(0.2)    [8]     0
2      parallel(add)   [8]     0
2/0    identity        [8]     0
2/1    chain           [8]     0
2/1/0  dense(8)        [8]     72
2/1/1  softsign        [8]     0
3      batchNorm       [8]     32
4      dense(3)        [3]     27
       total                   171`.slice(1),
  );
});

Deno.test("summary() of a single layer counts it as layer 0", () => {
  assert.equal(
    summary(infer(dense(2), [3])),
    `
   layer     output  weights
   input     [3]
0  dense(2)  [2]     8
   total             8`.slice(1),
  );
});

Deno.test("showShape() writes sizes in brackets", () => {
  assert.deepEqual([[28, 28, 1], [3], []].map(showShape), ["[28, 28, 1]", "[3]", "[]"]);
});
