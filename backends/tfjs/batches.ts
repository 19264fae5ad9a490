import type { Tensor } from "@tensorflow/tfjs-core";
import type { Shape } from "../../core/array.ts";
import type { DeviceData, HostExamples } from "../../core/backend.ts";
import type { Rows } from "../../core/observations.ts";
import type { Tf } from "./engine.ts";
import type { Targets } from "./loss.ts";
import { toTensor } from "./store.ts";

interface Held extends DeviceData {
  readonly x: Tensor;
  readonly y: Tensor;
  /** A number for each row, size × 1. */
  readonly weights: Tensor | undefined;
}

/** Some rows of the examples. */
export interface Batch {
  readonly x: Tensor;
  readonly targets: Targets;
}

/** What has to be known to hold examples. */
export interface Holding {
  readonly input: Shape;
  readonly outputs: number;
  /** Told when they have been freed. */
  readonly forget: (gone: DeviceData) => void;
}

/** Examples on the device. */
export function hold(
  tf: Tf,
  { x, y, weights }: HostExamples,
  { input, outputs, forget }: Holding,
): DeviceData {
  const size = x.shape[0] ?? 0;
  const held: Held = {
    size,
    x: toTensor(tf, x.data, [size, ...input]),
    y: toTensor(tf, y.data, [size, outputs]),
    weights: weights && toTensor(tf, weights, [size, 1]),
    [Symbol.dispose]() {
      for (const tensor of [held.x, held.y, held.weights]) tensor?.dispose();
      forget(held);
    },
  };
  return held;
}

/** The rows with these numbers. Leaves tensors behind. */
export function gather(tf: Tf, data: DeviceData, rows: Int32Array): Batch {
  const { x, y, weights } = data as Held; // made by `hold`
  const at = tf.tensor1d(rows, "int32");
  const targets = { y: tf.gather(y, at), weights: weights && tf.gather(weights, at) };
  return { x: tf.gather(x, at), targets };
}

/** An order of rows, cut into batches; the last may be smaller. */
export function* batches(order: Rows, batchSize: number): Generator<Int32Array> {
  const rows = Int32Array.from(order);
  for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize);
}
