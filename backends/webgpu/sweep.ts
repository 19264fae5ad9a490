import type { HostArray } from "../../core/array.ts";
import { borrowing } from "./borrowing.ts";
import { checkSteps } from "./check_steps.ts";
import type { Device } from "./device.ts";
import { type Held, inputsOf, type Place } from "./held.ts";
import { IDLE } from "./model_state.ts";
import { rowsOfPart } from "./part_size.ts";
import type { Kind, Population } from "./population.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";

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

/** The loss of examples, dropout off: the mean over batches in row order. */
export async function judge(held: Held, sweeping: Sweeping & { readonly batch: number }): Promise<number> {
  const { size, place } = held;
  const batch = Math.min(sweeping.batch, size);
  const sums: number[] = [];
  const rows = place ? size : rowsOfPart(sweeping.population, batch);
  for (let from = 0; from < size; from += rows) {
    const count = Math.min(rows, size - from);
    if (place) {
      sums.push(await sumOfLosses(place, { ...sweeping, batch, rows: count }));
      continue;
    }
    const part = await held.part(Array.from({ length: count }, (_, r) => from + r));
    try { // `using` is not known to Node 20
      sums.push(await sumOfLosses(part, { ...sweeping, batch, rows: count }));
    } finally {
      part[Symbol.dispose]();
    }
  }
  return sums.reduce((sum, part) => sum + part, 0) / Math.ceil(size / batch);
}

async function sumOfLosses(
  place: Place,
  { device, population, model, batch, rows }: Sweeping & { readonly batch: number; readonly rows: number },
): Promise<number> {
  const batches = Math.ceil(rows / batch);
  await population.reserve(batch);
  return await borrowing(
    [[population.tape, rows], [population.losses, batches]],
    async (order = 0, losses = 0) => {
      population.tape.write(order, Uint32Array.from({ length: rows }, (_, r) => r));
      population.place(model, { ...inputsOf(place), ...whereabouts({ order, losses, rows, batch }) });
      await submit({ device, population, model }, { kind: "judge", steps: batches });
      const part = population.losses.part(losses, batches);
      const found = await readWhole(part, { of: batches, device, population, model });
      return found.reduce((sum, loss) => sum + loss, 0);
    },
  );
}

/** Predictions of rows, block by block; as many as may be are read together. */
export async function inBlocks(x: HostArray, sweeping: Sweeping): Promise<HostArray> {
  const { population } = sweeping;
  const { inputs, outputs } = population.common.lowered;
  const rows = x.shape[0] ?? 0;
  const result = new Float32Array(rows * outputs);
  if (rows === 0) return { shape: [0, outputs], data: result };
  await population.reserveBlock();
  const numbers = Math.min(READ, population.data.most / 32);
  const most = Math.max(1, Math.floor(numbers / Math.max(inputs, outputs)));
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
  const wanted = [[data, x.length], [tape, rows], [losses, rows * outputs]] as const;
  return await borrowing(wanted, async (at = 0, order = 0, out = 0) => {
    data.write(at, x);
    tape.write(order, Uint32Array.from({ length: rows }, (_, r) => r));
    const where = whereabouts({ order, losses: out, rows, batch: block });
    population.place(model, { x: at, y: 0, weights: 0, weighted: 0, ...where });
    population.tell([model]);
    const encoder = device.gpu.createCommandEncoder();
    for (let from = 0; from < rows; from += block) {
      const here = Math.min(block, rows - from);
      population.record(encoder, { kind: "predict", models: 1, steps: 1, rows: here });
      const { buffer, at } = population.predictions;
      const bytes = 4 * outputs * here;
      encoder.copyBufferToBuffer(buffer, at, losses.buffer, 4 * (out + from * outputs), bytes);
    }
    device.gpu.queue.submit([encoder.finish()]);
    const of = Math.ceil(rows / block);
    return await readWhole(losses.part(out, rows * outputs), { of, device, population, model });
  });
}

// Reads numbers of a model that must have done all of its steps.
async function readWhole(
  part: ReturnType<Population["leftOf"]>,
  { device, population, model, of }: Sweeping & { readonly of: number },
): Promise<Float32Array> {
  const bytes = await device.read([part, population.leftOf(model)]);
  const [found = 0] = new Uint32Array(bytes, part.bytes);
  checkSteps({ found, wanted: 0, of, device: device.name });
  return new Float32Array(bytes, 0, part.bytes / 4);
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
