import type { Expr } from "../../core/mod.ts";
import { activate, activation, activations, chain, dense } from "../../nn/mod.ts";
import { caseOf } from "../../testing/_cases.ts";
import { agrees } from "./_network.ts";

const FORMULAS: Readonly<Record<string, Expr>> = {
  neg: ["neg", "x"],
  abs: ["abs", "x"],
  sign: ["sign", "x"],
  exp: ["exp", "x"],
  log: ["log", ["add", ["abs", "x"], 0.5]],
  sqrt: ["sqrt", ["abs", "x"]],
  tanh: ["tanh", "x"],
  floor: ["floor", "x"],
  cos: ["cos", "x"],
  add: ["add", 0.5, "x"],
  sub: ["sub", 0.5, "x"],
  mul: ["mul", "x", "x"],
  div: ["div", 3, ["add", 2, ["abs", "x"]]],
  pow: ["pow", ["abs", "x"], 1.5],
  max: ["max", "x", 0.25],
  min: ["min", "x", 0.25],
  gt: ["gt", "x", 0.25],
  "a comparison that selects": ["select", ["gt", "x", 1], 7, "x"],
  "a number that selects": ["select", ["floor", "x"], "x", 7],
  "a comparison that is a number too": ["add", ["select", ["gt", "x", 1], "x", 2], ["gt", "x", 1]],
  "no x": 0.75,
  "no x, but operations": ["exp", ["neg", 2]],
};
const SPREAD = Float32Array.from({ length: 40 }, (_, i) => (i - 20) / 2 + (i % 3) / 8);

for (const each of activations) {
  Deno.test(`${each.kind}: onnxruntime computes what the reference backend does`, async () => {
    await agrees(spread(each.scalar.expr));
    await agrees(caseOf({ network: dense(3, { activation: each }) }));
  });
}

for (const [name, formula] of Object.entries(FORMULAS)) {
  Deno.test(`a formula of one's own, ${name}: onnxruntime computes what the reference backend does`, async () => {
    await agrees(spread(formula));
  });
}

// A formula alone, of numbers from −10 to 10: nothing is trained.
function spread(formula: Expr) {
  const network = chain(activate(activation("own", () => formula)));
  const example = caseOf({ network, epochs: 0 });
  return { ...example, examples: { ...example.examples, x: { shape: [10, 4], data: SPREAD } } };
}
