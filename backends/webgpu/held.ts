import type { DeviceData, HostExamples } from "../../core/backend.ts";
import type { Floats } from "../../core/array.ts";
import type { Numbers } from "./numbers.ts";

/** Where the arrays of examples begin on the device. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly weights: number | undefined;
}

/**
 * Examples of a program: on the device if they have room there, otherwise on the host, from where they are taken part
 * by part. The host's own arrays are kept, not copied.
 */
export class Held implements DeviceData {
  readonly size: number;
  readonly #examples: HostExamples;
  readonly #freed: (held: Held) => void;
  #data: Numbers | undefined;
  #place: Place | undefined;

  /** Copies to the device what has room; `freed` is told when the examples are disposed of. */
  constructor(examples: HostExamples, { data, freed }: { data: Numbers; freed: (held: Held) => void }) {
    this.size = examples.x.shape[0] ?? 0;
    this.#examples = examples;
    this.#freed = freed;
    this.moveTo(data);
  }

  /** Where they are on the device; undefined if they stay on the host. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** Copies them to another place. */
  moveTo(data: Numbers): void {
    const { x, y, weights } = this.#examples;
    const numbers = x.data.length + y.data.length + (weights?.length ?? 0);
    this.#data = data;
    this.#place = data.hasRoom(numbers) ? put(this.#examples, data) : undefined;
  }

  /** Copies some rows to the device for a while. */
  part(rows: ArrayLike<number>): Place & Disposable {
    const { x, y, weights } = this.#examples;
    const data = this.#data!; // it has been moved somewhere
    const some = {
      x: { shape: [rows.length, ...x.shape.slice(1)], data: rowsOf(x.data, rows, this.size) },
      y: { shape: [rows.length, ...y.shape.slice(1)], data: rowsOf(y.data, rows, this.size) },
      ...(weights && { weights: rowsOf(weights, rows, this.size) }),
    };
    const place = put(some, data);
    return { ...place, [Symbol.dispose]: () => remove(place, data) };
  }

  [Symbol.dispose](): void {
    if (this.#place) remove(this.#place, this.#data!);
    this.#place = undefined;
    this.#freed(this);
  }
}

/** Where examples are, as a model is told. */
export function inputsOf({ x, y, weights }: Place): Record<"x" | "y" | "weights" | "weighted", number> {
  return { x, y, weights: weights ?? 0, weighted: weights === undefined ? 0 : 1 };
}

function put({ x, y, weights }: HostExamples, data: Numbers): Place {
  const taken: number[] = [];
  const copy = (values: Floats) => {
    const at = data.take(values.length);
    taken.push(at);
    data.write(at, Float32Array.from(values));
    return at;
  };
  try {
    return { x: copy(x.data), y: copy(y.data), weights: weights && copy(weights) };
  } catch (error) {
    taken.forEach((at) => data.give(at)); // what fitted before the rest did not
    throw error;
  }
}

function remove({ x, y, weights }: Place, data: Numbers): void {
  for (const at of [x, y, weights]) if (at !== undefined) data.give(at);
}

function rowsOf(values: Floats, rows: ArrayLike<number>, size: number): Float32Array<ArrayBuffer> {
  const width = size === 0 ? 0 : values.length / size;
  const result = new Float32Array(rows.length * width);
  for (let r = 0; r < rows.length; r++) {
    const from = rows[r]! * width;
    result.set(values.subarray(from, from + width), r * width);
  }
  return result;
}
