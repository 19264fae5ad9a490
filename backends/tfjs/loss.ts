import type { Tensor } from "@tensorflow/tfjs-core";
import type { Finaliser, LossPlan } from "../../core/layer.ts";
import type { Tf } from "./engine.ts";
import type { Value } from "./evaluate.ts";
import { scalarFunction } from "./with_gradient.ts";

/** Targets of a batch, batch × outputs, and its weights, batch × 1, where there are any. */
export interface Targets {
  readonly y: Tensor;
  readonly weights: Tensor | undefined;
}

/** A batch's loss as a scalar, from raw outputs, batch × outputs. Targets must outlive the backward pass. */
export type Judge = (raw: Tensor, targets: Targets) => Tensor;

/** What turns raw outputs, batch × outputs, into predictions. */
export function makeFinalise(tf: Tf, finaliser: Finaliser): (raw: Tensor) => Tensor {
  if (finaliser.kind === "softmax") return (raw) => tf.softmax(raw);
  const f = scalarFunction(tf, finaliser.activation.expr, "x");
  return (raw) => f(raw);
}

/** The judge of a loss behind a finaliser. */
export function makeJudge(tf: Tf, loss: LossPlan, finaliser: Finaliser): Judge {
  const view = makeView(tf, loss, finaliser);
  const element = scalarFunction(tf, loss.element, "yhat");
  const bottom = scalarFunction(tf, loss.bottom ?? 0, "yhat");
  const smooth = loss.smooth ?? 0;
  return (raw, { y, weights }) => {
    const seen = view(raw);
    const [rows = 1, n = 1] = raw.shape;
    const others = new Map<string, Value>([["y", y], ["n", n]]);
    const total = (f: typeof element) => {
      const each = f(seen, others);
      return tf.sum(weights ? tf.mul(each, weights) : each);
    };
    if (loss.over === "batch") {
      return tf.sub(1, tf.div(tf.add(total(element), smooth), tf.add(total(bottom), smooth)));
    }
    return tf.div(total(element), loss.over === "rows" ? rows : rows * n);
  };
}

function makeView(tf: Tf, loss: LossPlan, finaliser: Finaliser): (raw: Tensor) => Tensor {
  switch (loss.of) {
    case "logits":
      return (raw) => raw;
    case "logSoftmax":
      return (raw) => tf.logSoftmax(raw);
    case "output":
      return makeFinalise(tf, finaliser);
    default: {
      const rest: never = loss.of;
      throw new TypeError(`Cannot judge ${rest}: unknown view of the outputs`);
    }
  }
}
