import { UnsupportedError } from "../../core/errors.ts";
import type { Step, Tensor } from "../lowering/mod.ts";
import type { Code } from "./code.ts";
import { mapFunction, type Module } from "./emit_map.ts";
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

/** Writes a step. */
// deno-lint-ignore attune/function-lines -- one case a step
export function emitStep(step: Step, to: Emitting): void {
  const push = new Arguments(to);
  switch (step.op) {
    case "dense": {
      const { x, y } = { ...step.reads, ...step.writes };
      push.rows(step.rows).count(step.outputs).count(step.inputs).tensor(x).count(step.inputs).slot(
        step.kernel,
      )
        .count(step.outputs).tensor(y).count(step.outputs);
      if (step.bias) push.slot(step.bias);
      else push.code.i32(0);
      push.code.i32(step.relu ? 1 : 0).get(to.at.scratch);
      return push.call("gemmNN");
    }
    case "denseWeights": {
      const { x, dy } = step.reads;
      push.count(step.inputs).count(step.outputs).rows(step.rows).tensor(x).count(step.inputs).tensor(dy)
        .count(step.outputs).gradient(step.kernel).count(step.outputs);
      if (step.bias) push.gradient(step.bias);
      else push.code.i32(0);
      push.code.get(to.at.scratch);
      return push.call("gemmTN");
    }
    case "denseInput": {
      const { dy, mask } = step.reads;
      push.rows(step.rows).count(step.inputs).count(step.outputs).tensor(dy).count(step.outputs).slot(
        step.kernel,
      )
        .count(step.outputs).tensor(step.writes.dx).count(step.inputs);
      if (mask) push.tensor(mask);
      else push.code.i32(0);
      push.code.get(to.at.scratch);
      return push.call("gemmNT");
    }
    case "map": {
      push.code.get(0);
      push.rows(step.width);
      for (const tensor of [...Object.values(step.reads), ...Object.values(step.writes)]) push.tensor(tensor);
      return void push.code.callDefined(mapFunction(step, to.module));
    }
    case "dropout":
      push.tensor(step.reads.x).rows(step.width).tensor(step.writes.y).f64(step.rate).f32(
        1 / (1 - step.rate),
      );
      push.seed(0).seed(1).count(step.layer).field("step");
      return push.call("dropout");
    case "scale":
      push.tensor(step.reads.x).block(step).slot(step.factor).tensor(step.writes.y);
      return push.call("scaleForward");
    case "scaleBack": {
      const { dy, x } = step.reads;
      push.tensor(dy).tensor(x).slot(step.factor).block(step).gradient(step.factor).tensor(step.writes.dx);
      return push.call("scaleBack");
    }
    case "batchNorm": {
      const { xhat, deviation, y } = step.writes;
      push.tensor(step.reads.x).block(step);
      step.weights.forEach((slot) => push.slot(slot));
      push.f32(step.momentum).f32(step.epsilon).tensor(xhat).tensor(deviation).tensor(y);
      return push.call("batchNormTrain");
    }
    case "batchNormInfer":
      push.tensor(step.reads.x).block(step);
      step.weights.forEach((slot) => push.slot(slot));
      push.f32(step.epsilon).tensor(step.writes.y);
      return push.call("batchNormInfer");
    case "layerNorm": {
      const { xhat, deviation, y } = step.writes;
      push.tensor(step.reads.x).block(step).slot(step.gain).slot(step.shift).f32(step.epsilon);
      push.tensor(xhat).tensor(deviation).tensor(y);
      return push.call("layerNorm");
    }
    case "batchNormBack":
    case "layerNormBack": {
      const { dy, xhat, deviation } = step.reads;
      push.tensor(dy).tensor(xhat).tensor(deviation).slot(step.gain).block(step);
      push.gradient(step.gain).gradient(step.shift).tensor(step.writes.dx);
      return push.call(step.op);
    }
    case "copy":
      push.tensor(step.reads.x, step.from.offset).count(step.from.stride);
      push.tensor(step.writes.y, step.to.offset).count(step.to.stride);
      push.rows(step.rows).count(step.width).code.i32(step.add ? 1 : 0);
      return push.call("copyColumns");
    case "softmax":
    case "logSoftmax":
      push.tensor(step.reads.x).rows(1).count(step.width).tensor(step.writes.y);
      return push.call(step.op);
    case "softmaxBack":
    case "logSoftmaxBack":
      push.tensor(step.reads.dx).tensor(step.reads.y).rows(1).count(step.width);
      return push.call(step.op === "softmaxBack" ? "backSoftmax" : "backLogSoftmax");
    case "crossEntropy": {
      const { x, y } = step.reads;
      push.tensor(x).tensor(y).rows(1).count(step.width).code.get(to.at.weights);
      push.share(1).code.op("f32.demote_f64");
      push.tensor(step.writes.dx).call("softmaxCrossEntropy");
      return void push.code.set(to.at.loss);
    }
    case "mean": {
      const { element, dx } = step.reads;
      push.total(element, step.width).share(step.per).code.op("f64.mul").set(to.at.loss);
      if (!dx) return;
      push.tensor(dx).rows(1).count(step.width).code.get(to.at.weights);
      push.share(step.per).code.op("f32.demote_f64");
      return push.call("scaleRows");
    }
    case "ratio":
      return emitRatio(step, push, to);
    case "conv2d":
    case "conv2dWeights":
    case "conv2dInput":
    case "maxPool":
    case "maxPoolBack":
    case "sumPool":
    case "spread":
      throw new UnsupportedError("wasm", [`step ${step.op}`]);
    default: {
      const rest: never = step;
      throw new TypeError(`Cannot emit step ${JSON.stringify(rest)}: unknown kind`);
    }
  }
}

// 1 − N / D; its gradient is −(N′ D − N D′) / D²
function emitRatio(step: Extract<Step, { op: "ratio" }>, push: Arguments, { at }: Emitting): void {
  const { code } = push;
  const { top, bottom, dx, dbottom } = step.reads;
  const [above, below] = [code.local("f64"), code.local("f64")];
  push.total(top, step.width).f64(step.smooth).code.op("f64.add").set(above);
  push.total(bottom, step.width).f64(step.smooth).code.op("f64.add").set(below);
  code.f64(1).get(above, below).op("f64.div", "f64.sub").set(at.loss);
  if (!dx || !dbottom) return;
  push.tensor(dx).rows(1).count(step.width).code.get(at.weights);
  code.f64(-1).get(below).op("f64.div", "f32.demote_f64");
  push.call("scaleRows");
  push.tensor(dbottom).rows(1).count(step.width).code.get(at.weights);
  code.get(above, below, below).op("f64.mul", "f64.div", "f32.demote_f64");
  push.call("scaleRows");
  push.tensor(dx).tensor(dbottom).rows(step.width).call("addTo");
}

/** Pushes arguments of kernels, one after the other. */
class Arguments {
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

  /** Address of a tensor, plus some numbers. */
  tensor(tensor: Tensor, offset = 0): this {
    const { module: { table }, mode, at } = this.#to;
    if (tensor.at === "planned") this.code.get(0).memory("i32.load", table.tensor(mode, tensor));
    else this.code.get(at[tensor.at]);
    if (offset > 0) this.count(offset * NUMBER).code.op("i32.add");
    return this;
  }

  slot(slot: { readonly offset: number }): this {
    return this.#load("i32.load", { kind: "slot", offset: slot.offset });
  }

  gradient(slot: { readonly offset: number }): this {
    return this.#load("i32.load", { kind: "gradient", offset: slot.offset });
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

  call(name: Kernel): void {
    this.code.call(kernel(this.#to.module.assembler, name));
  }

  #load(
    name: "i32.load" | "f32.load" | "f64.load",
    entry: Parameters<Module["table"]["at"]>[0],
  ): this {
    this.code.get(0).memory(name, this.#to.module.table.at(entry));
    return this;
  }
}
