import type { Floats } from "../../core/array.ts";
import type { DeviceData, HostExamples } from "../../core/backend.ts";
import type { Numbers } from "./numbers.ts";

/** Where the arrays of examples begin on the device. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly weights: number | undefined;
}

/** The numbers of examples, row by row. */
interface Arrays {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer> | undefined;
}

/**
 * Examples of a program: on the device if they have room there, otherwise on the host, from where they are taken part
 * by part. A copy stays on the host in either case, for parts, and for another device if this one is lost.
 */
export class Held implements DeviceData {
  readonly size: number;
  readonly #arrays: Arrays;
  readonly #freed: (held: Held) => void;
  #data: Numbers;
  #place: Place | undefined;

  /** Copies to the device what has room; `freed` is told when the examples are disposed of. */
  constructor(
    { x, y, weights }: HostExamples,
    { data, freed }: { readonly data: Numbers; readonly freed: (held: Held) => void },
  ) {
    this.size = x.shape[0] ?? 0;
    this.#arrays = {
      x: Float32Array.from(x.data),
      y: Float32Array.from(y.data),
      weights: weights && Float32Array.from(weights),
    };
    this.#freed = freed;
    this.#data = data;
    this.moveTo(data);
  }

  /** Where they are on the device; undefined if they stay on the host. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** Copies them to another place. */
  moveTo(data: Numbers): void {
    const length = lengthOf(this.#arrays);
    this.#data = data;
    this.#place = data.hasRoomFor(length) ? put(this.#arrays, data, data.take(length)) : undefined;
  }

  /** Copies some rows to the device for a while, when there is room. */
  async part(rows: ArrayLike<number>): Promise<Place & Disposable> {
    const { x, y, weights } = this.#arrays;
    const of = (values: Float32Array) => rowsOf(values, rows, this.size);
    const some = { x: of(x), y: of(y), weights: weights && of(weights) };
    const data = this.#data;
    const at = await data.borrow(lengthOf(some));
    return { ...put(some, data, at), [Symbol.dispose]: () => data.giveBack(at) };
  }

  [Symbol.dispose](): void {
    if (this.#place) this.#data.give(this.#place.x); // where the piece begins
    this.#place = undefined;
    this.#freed(this);
  }
}

/** Where examples are, as a model is told. */
export function inputsOf({ x, y, weights }: Place): Record<"x" | "y" | "weights" | "weighted", number> {
  return { x, y, weights: weights ?? 0, weighted: weights === undefined ? 0 : 1 };
}

function lengthOf({ x, y, weights }: Arrays): number {
  return x.length + y.length + (weights?.length ?? 0);
}

// Copies arrays to the device, one behind the other.
function put({ x, y, weights }: Arrays, data: Numbers, at: number): Place {
  const place = { x: at, y: at + x.length, weights: weights && at + x.length + y.length };
  data.write(place.x, x);
  data.write(place.y, y);
  if (weights) data.write(place.weights!, weights);
  return place;
}

function rowsOf(values: Floats, rows: ArrayLike<number>, size: number): Float32Array<ArrayBuffer> {
  const width = size === 0 ? 0 : values.length / size;
  const result = new Float32Array(rows.length * width);
  for (let r = 0; r < rows.length; r++) {
    const first = rows[r]! * width;
    result.set(values.subarray(first, first + width), r * width);
  }
  return result;
}
