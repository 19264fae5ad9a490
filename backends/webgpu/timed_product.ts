import type { Slot, Tensor } from "../lowering/mod.ts";
import type { Device } from "./device.ts";
import { groupsOf } from "./kernels/groups_of.ts";
import { moduleText } from "./kernels/module_text.ts";
import { type Product, product as productEach, productTiles } from "./kernels/product.ts";
import { type ProductSizes, type ProductStep, sizesOf } from "./kernels/sizes_of.ts";
import type { TileShape } from "./kernels/tile.ts";
import { weights, weightsTiles } from "./kernels/weights.ts";
import { Writing } from "./kernels/writing.ts";
import { FIELDS, MEMBERS, MODEL } from "./model_state.ts";
import { type Bound, Sequence } from "./sequence.ts";

/** A matrix product of a step: which, and how many rows, inputs and outputs its layer has. */
export interface TimedProduct extends ProductSizes {
  readonly op: "dense" | "denseInput" | "denseWeights";
}

/** The product that takes about as long as a step: a convolution takes as long as one of numbers side by side. */
export function timedOf(step: ProductStep): TimedProduct {
  const { rows, inputs, outputs } = sizesOf(step);
  return { op: LIKE[step.op], rows, inputs, outputs };
}

const LIKE = {
  dense: "dense",
  denseInput: "denseInput",
  denseWeights: "denseWeights",
  embedWeights: "denseWeights",
  conv2d: "dense",
  conv2dInput: "denseInput",
  conv2dWeights: "denseWeights",
} as const;

/** Multiplications in a measurement, so that it takes a moment, and how many are made at most. */
const [LONG, MOST] = [2 ** 26, 64];

/** Seconds that a product takes on a device, cut into tiles of a shape, or number by number. */
export async function secondsOfProduct(
  product: TimedProduct,
  { shape, device }: { readonly shape: TileShape | undefined; readonly device: Device },
): Promise<number> {
  const { rows, inputs, outputs } = product;
  const { body, words } = written(product, shape);
  const pipeline = await device.pipeline(body.name, moduleText(body));
  const calls = [{ pipeline, words, groups: groupsOf(body) }];
  const sequence = new Sequence(device, { calls, room: 0, offsets: new Map(), steps: undefined });
  const bound = boundOf(product, device);
  const steps = Math.max(1, Math.min(MOST, Math.round(LONG / (rows * inputs * outputs))));
  try {
    const run = () => device.timed((pass) => sequence.record(pass, { bound, steps, models: 1, rows }));
    await run(); // compiled to the end, and awake
    return Math.min(await run(), await run()) / steps;
  } finally {
    sequence[Symbol.dispose](); // `using` is not known to Node 20
    for (const buffer of Object.values(bound)) buffer.destroy();
  }
}

// A product without anything around it: the body of its kernel, and the arguments.
function written({ op, rows, inputs, outputs }: TimedProduct, shape: TileShape | undefined) {
  const tensor = (id: number, perRow: number): Tensor => ({ id, perRow, fixed: 0, at: "planned" });
  const [x, y] = [tensor(0, inputs), tensor(1, outputs)];
  const offsets = [0, rows * inputs];
  const init = { kind: "constant", value: 0 } as const;
  const parameter = { name: "kernel", shape: [inputs, outputs], init, trained: true };
  const kernel: Slot = { parameter, offset: 0, size: inputs * outputs };
  const layout = { slots: [], trained: inputs * outputs, total: inputs * outputs, memories: [] };
  const places = { offset: ({ id }: Tensor) => offsets[id]!, layout, onTape: { dropout: () => 0 } };
  const to = new Writing(places, [0, 0, 1, 0]);
  const of = { kernel, rows: 1, inputs, outputs };
  if (op === "denseWeights") {
    const layers = [{ op, reads: { x, dy: y }, writes: {}, ...of }];
    const body = shape ? weightsTiles({ layers, rows, shape }, to) : weights({ layers }, to);
    return { body, words: to.words };
  }
  const step: Product["step"] = op === "dense"
    ? { op, reads: { x }, writes: { y }, ...of, relu: false }
    : { op, reads: { dy: y }, writes: { dx: x }, ...of };
  const product = { step, tail: [] };
  return { body: shape ? productTiles({ product, shape }, to) : productEach(product, to), words: to.words };
}

function boundOf({ rows, inputs, outputs }: TimedProduct, device: Device): Bound {
  const state = new Uint32Array(MEMBERS + MODEL);
  state[MEMBERS + FIELDS.indexOf("here")] = rows;
  const numbers = (name: string, length: number) => device.numbers(`${name} of a measurement`, length);
  const bound = {
    state: numbers("state", state.length),
    vectors: numbers("vectors", 2 * inputs * outputs),
    work: numbers("work", rows * (inputs + outputs)),
    data: numbers("data", 1),
    tape: numbers("tape", 1),
    losses: numbers("losses", 1),
  };
  device.gpu.queue.writeBuffer(bound.state, 0, state);
  return bound;
}
