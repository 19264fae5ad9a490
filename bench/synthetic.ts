import { type Rng, rng } from "../core/mod.ts";
import { infer, initialState } from "../nn/mod.ts";
import type { Files } from "./protocol.ts";
import { inputOf, networkOf } from "./network.ts";
import type { Workload } from "./workloads.ts";

/** Makes a workload's data and writes them to a folder: the same for the same workload. */
export async function synthetic(workload: Workload, folder: string): Promise<Files> {
  const { id, rows } = workload;
  const source = rng(1).fork(workload.inputs);
  const { x, y } = workload.inputs === 4 ? clusters(workload, source) : taught(workload, source);
  const state = initialState(infer(networkOf(workload), inputOf(workload)), source.fork("weights"));
  const weights = [...state.arrays.values()].flatMap(({ data }) => [...data]);
  const orders = new Int32Array(rows * workload.epochs);
  for (let e = 0; e < workload.epochs; e++) {
    orders.set(source.fork("order").fork(e).permutation(rows), e * rows);
  }
  const path = (name: string) => `${folder}/${id.replace(" ", "_")}.${name}`;
  const files = { x: path("x"), y: path("y"), weights: path("weights"), orders: path("orders") };
  await Promise.all([
    write(files.x, x),
    write(files.y, y),
    write(files.weights, Float32Array.from(weights)),
    write(files.orders, orders),
  ]);
  return files;
}

interface Data {
  /** rows × inputs. */
  readonly x: Float32Array;
  readonly y: Int32Array;
}

/** Three clouds that overlap a little, like the irises. */
function clusters({ rows, inputs, classes }: Workload, source: Rng): Data {
  const centres = Float64Array.from({ length: classes * inputs }, () => 1.5 * source.normal());
  const x = new Float32Array(rows * inputs);
  const y = Int32Array.from({ length: rows }, (_, i) => i % classes);
  for (let i = 0; i < x.length; i++) {
    x[i] = centres[y[Math.floor(i / inputs)]! * inputs + i % inputs]! + source.normal();
  }
  return { x, y };
}

/** Uniform numbers of variance 1; the class is the largest of random linear functions, with noise. */
function taught({ rows, inputs, classes }: Workload, source: Rng): Data {
  const x = new Float32Array(rows * inputs);
  for (let i = 0; i < x.length; i++) x[i] = Math.sqrt(3) * (source.bits() / 2 ** 31 - 1);
  const teacher = Float64Array.from({ length: classes * inputs }, () => source.normal() / Math.sqrt(inputs));
  const y = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = -Infinity;
    for (let k = 0; k < classes; k++) {
      let sum = 0.3 * source.normal();
      for (let j = 0; j < inputs; j++) sum += teacher[k * inputs + j]! * x[row * inputs + j]!;
      if (sum > best) [best, y[row]] = [sum, k];
    }
  }
  return { x, y };
}

async function write(path: string, { buffer }: Float32Array | Int32Array): Promise<void> {
  await Deno.writeFile(path, new Uint8Array(buffer));
}
