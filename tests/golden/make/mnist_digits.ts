/**
 * Writes the digits that `mnist({ rows })` gives, in its order, and which of them examples/mnist.ts holds out by each
 * seed from 1 to 30, as JSON for `mnist_pytorch.py`.
 *
 * ```sh
 * deno run --allow-write tests/golden/make/mnist_digits.ts digits.json 1000
 * ```
 *
 * @module
 */
import { accuracy, constantClassifier, evaluate, holdout, mnist } from "../../../mod.ts";

const [path = "digits.json", rows = "1000"] = Deno.args;
const { x, y } = await mnist({ rows: Number(rows) });
const size = x.height * x.width;
const pixels = Array.from({ length: x.size }, (_, i) => Array.from(x.pixels.subarray(i * size, (i + 1) * size)));
const tests: number[][] = [];
for (let seed = 1; seed <= 30; seed++) {
  const resampling = holdout({ shuffled: true });
  const { pairs } = await evaluate(constantClassifier(), { x, y }, { resampling, measures: accuracy, seed });
  tests.push(Array.from(pairs[0]!.test));
}
await Deno.writeTextFile(path, JSON.stringify({ labels: Array.from(y.codes), pixels, tests }));
