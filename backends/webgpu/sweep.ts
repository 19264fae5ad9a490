import type { HostArray } from "../../core/array.ts";
import type { Device } from "./device.ts";
import { type Held, inputsOf } from "./held.ts";
import { IDLE } from "./model_state.ts";
import type { Kind, Population } from "./population.ts";
import { visitEventLoop } from "../_visit_event_loop.ts";

/** Who goes over rows, and where. */
export interface Sweeping {
  readonly device: Device;
  readonly population: Population;
  readonly model: number;
}

/** Batches that are submitted at once. */
const AT_ONCE = 256;
/** Numbers of predictions that are read at once. */
const READ = 2 ** 22;

/** The loss of examples, dropout off: the mean over batches in row order, which are read together. */
export async function judge(
  data: Held,
  { device, population, model, batch: most }: Sweeping & { readonly batch: number },
): Promise<number> {
  const { size } = data;
  const batch = Math.min(most, size);
  const batches = Math.ceil(size / batch);
  await population.reserve(batch);
  const [order, losses] = [population.tape.take(size), population.losses.take(batches)];
  try {
    population.tape.write(order, Uint32Array.from({ length: size }, (_, r) => r));
    population.place(model, { ...inputsOf(data), ...whereabouts({ order, losses, rows: size, batch }) });
    await submit({ device, population, model }, { kind: "judge", steps: batches });
    const found = new Float32Array(await device.read([population.losses.part(losses, batches)]));
    return found.reduce((sum, loss) => sum + loss, 0) / batches;
  } finally {
    population.tape.give(order);
    population.losses.give(losses);
  }
}

/** Predictions of rows, block by block; as many as may be are read together. */
export async function inBlocks(x: HostArray, sweeping: Sweeping): Promise<HostArray> {
  const { population } = sweeping;
  const { inputs, outputs } = population.common.lowered;
  const rows = x.shape[0] ?? 0;
  const result = new Float32Array(rows * outputs);
  if (rows === 0) return { shape: [0, outputs], data: result };
  await population.reserveBlock();
  const most = Math.max(1, Math.floor(READ / Math.max(inputs, outputs) / population.block)) *
    population.block;
  for (let from = 0; from < rows; from += most) {
    const here = Math.min(most, rows - from);
    const part = Float32Array.from(x.data.subarray(from * inputs, (from + here) * inputs));
    result.set(await predictPart(part, here, sweeping), from * outputs);
    if (from + here < rows) await visitEventLoop();
  }
  return { shape: [rows, outputs], data: result };
}

async function predictPart(
  x: Float32Array<ArrayBuffer>,
  rows: number,
  { device, population, model }: Sweeping,
): Promise<Float32Array> {
  const { data, tape, losses, block } = population;
  const { outputs } = population.common.lowered;
  const [at, order, out] = [data.take(x.length), tape.take(rows), losses.take(rows * outputs)];
  try {
    data.write(at, x);
    tape.write(order, Uint32Array.from({ length: rows }, (_, r) => r));
    const where = whereabouts({ order, losses: out, rows, batch: block });
    population.place(model, { x: at, y: 0, weights: 0, weighted: 0, ...where });
    population.tell([model]);
    const encoder = device.gpu.createCommandEncoder();
    for (let from = 0; from < rows; from += block) {
      population.record(encoder, { kind: "predict", models: 1, steps: 1 });
      const { buffer, at } = population.predictions;
      const bytes = 4 * outputs * Math.min(block, rows - from);
      encoder.copyBufferToBuffer(buffer, at, losses.buffer, 4 * (out + from * outputs), bytes);
    }
    device.gpu.queue.submit([encoder.finish()]);
    return new Float32Array(await device.read([losses.part(out, rows * outputs)]));
  } finally {
    data.give(at);
    tape.give(order);
    losses.give(out);
  }
}

async function submit(
  { device, population, model }: Sweeping,
  { kind, steps }: { readonly kind: Kind; readonly steps: number },
): Promise<void> {
  for (let from = 0; from < steps; from += AT_ONCE) {
    if (from > 0) await visitEventLoop();
    population.tell([model]);
    const encoder = device.gpu.createCommandEncoder();
    population.record(encoder, { kind, models: 1, steps: Math.min(AT_ONCE, steps - from) });
    device.gpu.queue.submit([encoder.finish()]);
  }
}

function whereabouts(
  { order, losses, rows, batch }: { order: number; losses: number; rows: number; batch: number },
) {
  const here = Math.min(batch, rows);
  const left = Math.ceil(rows / batch);
  return { first: order, here, row: 0, now: IDLE, loss: losses, left, done: 0, rows, batch, stride: 0 };
}
