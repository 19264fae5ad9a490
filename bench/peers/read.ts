import type { Job } from "../protocol.ts";

/** Reads inputs, row-major. */
export async function readInputs({ files }: Job): Promise<Float32Array> {
  return new Float32Array((await Deno.readFile(files.x)).buffer);
}

/** Reads the class of each row. */
export async function readClasses({ files }: Job): Promise<Int32Array> {
  return new Int32Array((await Deno.readFile(files.y)).buffer);
}

/** Reads the initial weights, all arrays in one. */
export async function readWeights({ files }: Job): Promise<Float32Array> {
  return new Float32Array((await Deno.readFile(files.weights)).buffer);
}

/** Reads the row order of each epoch. */
export async function readOrders({ files, rows, epochs }: Job): Promise<readonly Int32Array[]> {
  const all = new Int32Array((await Deno.readFile(files.orders)).buffer);
  return Array.from({ length: epochs }, (_, e) => all.subarray(e * rows, (e + 1) * rows));
}
