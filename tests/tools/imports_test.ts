import assert from "node:assert/strict";
import { offences } from "../../_tools/imports.ts";

const REFUSED: readonly (readonly [file: string, source: string, target: string])[] = [
  ["core/model.ts", 'import { Table } from "../data/table.ts";', "data/table.ts"],
  ["core/model.ts", 'import assert from "node:assert";', "node:assert"],
  ["nn/infer.ts", 'import type { Table } from "../data/mod.ts";', "data/mod.ts"],
  ["data/table.ts", 'export { relu } from "../nn/activations.ts";', "nn/activations.ts"],
  [
    "models/classifier.ts",
    'import { reference } from "../backends/reference/mod.ts";',
    "backends/reference/mod.ts",
  ],
  ["meta/controls/step.ts", 'import { mlp } from "../../builders/mlp.ts";', "builders/mlp.ts"],
  ["meta/tuned.ts", 'const m = await import("../models/mod.ts");', "models/mod.ts"],
  ["meta/tuned.ts", 'import "../nn/mod.ts";', "nn/mod.ts"],
  ["meta/tuned.ts", 'import { x } from "@attune/attune/nn";', "nn"],
  ["meta/tuned.ts", 'import { x } from "../mod.ts";', "mod.ts"],
  ["listeners/print.ts", 'import { x } from "../meta/mod.ts";', "meta/mod.ts"],
  ["plot/plot_roc.ts", 'import { x } from "../models/mod.ts";', "models/mod.ts"],
  ["meta/evaluation.ts", 'import { x } from "../plot/mod.ts";', "plot/mod.ts"],
  ["backends/reference/program.ts", 'import * as tf from "@tensorflow/tfjs-core";', "@tensorflow/tfjs-core"],
  [
    "examples/tfjs.ts",
    'import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";',
    "npm:@tensorflow/tfjs-core@4.22.0",
  ],
  ["models/encoder.ts", 'import { parse } from "csv-parse/sync";', "csv-parse/sync"],
  ["models/images.ts", dynamic("fast-png"), "fast-png"],
];

for (const [file, source, target] of REFUSED) {
  Deno.test(`offences() reports ${target} in ${file}`, () => {
    assert.deepEqual(offences(file, `\n${source}\n`), [{ file, line: 2, target }]);
  });
}

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ["core/model.ts", 'import type { Rng } from "./rng.ts";'],
  ["backends/reference/program.ts", 'import { infer } from "../../nn/mod.ts";'],
  ["backends/tfjs/program.ts", 'import * as tf from "@tensorflow/tfjs-core";'],
  ["tests/backends/tfjs_engine_test.ts", 'import * as tf from "@tensorflow/tfjs-core";'],
  ["data/csv.ts", 'import { parse } from "csv-parse/sync";'],
  ["data/_decode_jpeg.ts", dynamic("jpeg-js")],
  ["models/classifier.ts", 'import { short } from "../builders/short.ts";'],
  ["testing/conform_backend.ts", 'import { reference } from "../backends/reference/mod.ts";'],
  ["testing/conform_backend.ts", 'import assert from "node:assert/strict";'],
  ["plot/plot_confusion.ts", 'import { confusionMatrix } from "../measures/mod.ts";'],
  ["plot/plot_losses.ts", 'import { standardError } from "../listeners/screen.ts";'],
  ["mod.ts", 'export { reference } from "./backends/reference/mod.ts";'],
  ["tests/core/a_test.ts", 'import fc from "fast-check";'],
  ["examples/iris.ts", 'import { mlp } from "../mod.ts";'],
  ["core/model.ts", ' * import { mlp } from "@attune/attune/builders";'],
  ["core/model.ts", '// from "../nn/mod.ts"'],
  ["core/model.ts", 'const text = "taken from the paper";'],
];

for (const [file, source] of ALLOWED) {
  Deno.test(`offences() allows ${source} in ${file}`, () => assert.deepEqual(offences(file, source), []));
}

Deno.test("offences() finds the last line of an import over several lines", () => {
  const source = 'import {\n  a,\n  b,\n} from "../data/mod.ts";\n';
  assert.deepEqual(offences("core/a.ts", source), [{ file: "core/a.ts", line: 4, target: "data/mod.ts" }]);
});

// Not spelt out: the check reads this file as well.
function dynamic(specifier: string): string {
  return `const module = await import(${JSON.stringify(specifier)});`;
}
