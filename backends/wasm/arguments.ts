import type { Slot, Tensor } from "../lowering/mod.ts";
import type { Code } from "./code.ts";
import type { Module } from "./emit_map.ts";
import { windowAt, type Windowed } from "./emit_window.ts";
import { type Kernel, kernel } from "./imports.ts";
import type { Mode } from "./table.ts";

/** Where steps are written: a function whose first argument is the table. */
export interface Emitting {
  readonly module: Module;
  readonly code: Code;
  readonly mode: Mode;
  /** Locals: rows of the batch, its arrays, scratch memory of the thread, and the loss that steps leave. */
  readonly at: {
    readonly rows: number;
    readonly x: number;
    readonly y: number;
    readonly out: number;
    readonly weights: number;
    readonly scratch: number;
    readonly loss: number;
  };
}

/** Bytes of a number. */
const NUMBER = 4;

/** Pushes arguments of kernels, one after the other. */
export class Arguments {
  readonly code: Code;
  readonly #to: Emitting;

  constructor(to: Emitting) {
    this.code = to.code;
    this.#to = to;
  }

  /** A size from the table. */
  count(value: number): this {
    return this.#load("i32.load", { kind: "i32", value });
  }

  /** Rows of the batch, times a factor. */
  rows(factor: number): this {
    this.code.get(this.#to.at.rows);
    if (factor === 1) return this;
    this.count(factor).code.op("i32.mul");
    return this;
  }

  /** Rows and width of a block. */
  block({ rows, width }: { readonly rows: number; readonly width: number }): this {
    return this.rows(rows).count(width);
  }

  /** Address of a tensor, plus some numbers; 0 where there is none. */
  tensor(tensor: Tensor | undefined, offset = 0): this {
    const { module: { table }, mode, at } = this.#to;
    if (!tensor) {
      this.code.i32(0);
      return this;
    }
    if (tensor.at === "planned") this.code.get(0).memory("i32.load", table.tensor(mode, tensor));
    else this.code.get(at[tensor.at]);
    if (offset > 0) this.count(offset * NUMBER).code.op("i32.add");
    return this;
  }

  /** Address of weights; 0 where there are none. */
  slot(slot: Pick<Slot, "offset"> | undefined): this {
    return this.#address("slot", slot);
  }

  /** Address of the gradient of weights; 0 where there are none. */
  gradient(slot: Pick<Slot, "offset"> | undefined): this {
    return this.#address("gradient", slot);
  }

  f32(value: number): this {
    return this.#load("f32.load", { kind: "f32", value });
  }

  f64(value: number): this {
    return this.#load("f64.load", { kind: "f64", value });
  }

  field(name: "step"): this {
    return this.#load("i32.load", { kind: "field", name });
  }

  seed(word: 0 | 1): this {
    return this.#load("i32.load", { kind: "seed", word });
  }

  /** 1 / (rows · per), in 64 bits. */
  share(per: number): this {
    this.code.f64(1);
    this.rows(per).code.op("f64.convert_i32_u", "f64.div");
    return this;
  }

  /** The weighted sum of a tensor with rows of `width`, in 64 bits. */
  total(tensor: Tensor, width: number): this {
    this.tensor(tensor).rows(1).count(width).code.get(this.#to.at.weights);
    this.call("total");
    return this;
  }

  /** Address of the description of a window. */
  window(step: Windowed): this {
    this.code.get(0).i32(windowAt(step, this.#to.module.table)).op("i32.add");
    return this;
  }

  /** Address of the memory that convolutions work in. */
  work(): this {
    return this.#load("i32.load", { kind: "batch", name: "work" });
  }

  call(name: Kernel): void {
    this.code.call(kernel(this.#to.module.assembler, name));
  }

  #address(kind: "slot" | "gradient", slot: Pick<Slot, "offset"> | undefined): this {
    if (slot) return this.#load("i32.load", { kind, offset: slot.offset });
    this.code.i32(0);
    return this;
  }

  #load(
    name: "i32.load" | "f32.load" | "f64.load",
    entry: Parameters<Module["table"]["at"]>[0],
  ): this {
    this.code.get(0).memory(name, this.#to.module.table.at(entry));
    return this;
  }
}
