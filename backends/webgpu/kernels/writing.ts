import type { Layout, Slot, Tensor } from "../../lowering/mod.ts";

/** Words of arguments that a kernel can have, and bytes of them all. */
export const [ARGUMENT_WORDS, ARGUMENT_BYTES] = [4096, 16384];

/** Where things stand for the kernels that are written. */
export interface Places {
  /** Offset of a planned tensor in a model's room to work in. */
  readonly offset: (tensor: Tensor) => number;
  /** The flat vectors. */
  readonly layout: Layout;
  /** Where the tape holds what, counted from the start of a step's numbers. */
  readonly onTape: OnTape;
}

/** Places on the tape. */
export interface OnTape {
  /** Two key words, the threshold and the scale of a dropout layer. */
  dropout(layer: number): number;
}

/**
 * Writes kernels and collects their arguments. Sizes, offsets and other numbers are arguments, so that kernels for
 * networks of the same build but other sizes are one text, compiled once.
 */
export class Writing {
  /** The arguments, as words of 32 bits. */
  readonly words: number[];
  readonly #places: Places;

  /** Writes for these places; the first words, a multiple of four, are given. */
  constructor(places: Places, words: readonly number[]) {
    this.#places = places;
    this.words = [...words];
  }

  /** A whole number. */
  count(value: number): string {
    const k = this.words.push(value) - 1;
    if (k >= ARGUMENT_WORDS) {
      throw new RangeError(`Cannot write a kernel with more than ${ARGUMENT_WORDS} arguments`);
    }
    return `args.v[${k >> 2}].${"xyzw"[k & 3]}`;
  }

  /** A number of 32 bits. */
  float(value: number): string {
    return `bitcast<f32>(${this.count(new Uint32Array(Float32Array.of(value).buffer)[0]!)})`;
  }

  /** Index of a planned tensor's first number in `work`. */
  tensor(tensor: Tensor): string {
    return `(o.work + ${this.count(this.#places.offset(tensor))})`;
  }

  /** A function from an index to the element of a tensor, wherever that is. */
  element(tensor: Tensor): (index: string) => string {
    if (tensor.at === "planned") {
      const from = this.tensor(tensor);
      return (index) => `work[${from} + ${index}]`;
    }
    const width = this.count(tensor.perRow);
    return (index) =>
      `data[o.${tensor.at} + tape[o.first + (${index}) / ${width}] * ${width} + (${index}) % ${width}]`;
  }

  /** Index of an array of weights in `vectors`. */
  slot({ offset }: Slot): string {
    return `(o.vectors + ${this.count(offset)})`;
  }

  /** Index of its gradient. */
  gradient({ offset }: Slot): string {
    return `(o.vectors + ${this.count(this.#places.layout.total + offset)})`;
  }

  /** Index of the first number of a flat vector: the gradients, or one that the optimiser keeps. */
  vector(vector: "gradients" | number): string {
    const { total, trained } = this.#places.layout;
    return `(o.vectors + ${this.count(total + (vector === "gradients" ? 0 : trained * (1 + vector)))})`;
  }

  /** Index on the tape of a dropout layer's numbers. */
  dropout(layer: number): string {
    return `(o.row + ${this.#places.onTape.dropout(layer)}u)`;
  }
}
