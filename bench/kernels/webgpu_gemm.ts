/**
 * The laboratory of WebGPU matrix products: number by number, and in tiles of each shape that the backend chooses
 * from. `deno run bench/kernels/webgpu_gemm.ts`; that all give the same bits is tested (tests/backends/webgpu). On a
 * program on the processor the figures say nothing about a GPU.
 */

import { Device } from "../../backends/webgpu/device.ts";
import { SHAPES } from "../../backends/webgpu/kernels/tile.ts";
import { secondsOfProduct, type TimedProduct } from "../../backends/webgpu/timed_product.ts";

const SIZES = [[64, 64, 64], [128, 784, 128], [256, 512, 1024], [1024, 1024, 1024]] as const;
const OPS = ["dense", "denseInput", "denseWeights"] as const;
const device = await Device.open({ power: "high" });
const forms = [undefined, ...SHAPES];
const names = forms.map((form) => form ? `${4 * form.down}×${4 * form.across * form.wide}` : "plain");

console.log(
  `Billions of multiplications a second on ${device.name}, ${new Date().toISOString().slice(0, 10)}\n`,
);
console.log(`| rows × inputs × outputs | product | ${names.join(" | ")} |`);
console.log(`| --- | --- |${" ---: |".repeat(names.length)}`);
for (const [rows, inputs, outputs] of SIZES) {
  for (const op of OPS) {
    const cells = [];
    for (const shape of forms) cells.push(await speed({ op, rows, inputs, outputs }, shape));
    console.log(`| ${rows} × ${inputs} × ${outputs} | ${op} | ${cells.join(" | ")} |`);
  }
}

async function speed(product: TimedProduct, shape: (typeof forms)[number]): Promise<string> {
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) runs.push(await secondsOfProduct(product, { shape, device }));
  const { rows, inputs, outputs } = product;
  return (rows * inputs * outputs / runs.toSorted((a, b) => a - b)[1]! / 1e9).toPrecision(3); // of three
}
