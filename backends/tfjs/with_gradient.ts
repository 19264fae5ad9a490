import type { GradSaveFunc, Tensor } from "@tensorflow/tfjs-core";
import type { Expr } from "../../core/layer.ts";
import { differentiate } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import { type Env, evaluate, spread } from "./evaluate.ts";

/** A function of one tensor with a gradient of its own. */
export interface Differentiable {
  /** Its value, and what `back` needs: tensors made here are gone by then unless they are kept so. */
  readonly forward: (x: Tensor) => { readonly value: Tensor; readonly keep: Tensor[] };
  /** From the gradient of the value to the gradient of x. */
  readonly back: (dy: Tensor, kept: readonly Tensor[]) => Tensor;
}

/** The value of a function at x, with the gradient that it says it has. */
export function withGradient(tf: Tf, x: Tensor, { forward, back }: Differentiable): Tensor {
  const f = tf.customGrad((...args) => {
    const [input, save] = args as [Tensor, GradSaveFunc]; // customGrad gives what f was called with, then a saver
    const { value, keep } = forward(input);
    save(keep);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => back(dy, kept) };
  });
  return f(x);
}

/**
 * An expression of one variable, element by element. Its gradient is the symbolic derivative: that of tfjs would let
 * a NaN of the branch not taken through `where`. Tensors among the `others` must outlive the backward pass.
 */
export function scalarFunction(
  tf: Tf,
  expr: Expr,
  by: string,
): (x: Tensor, others?: Env) => Tensor {
  if (expr === by) return (x) => x;
  const derivative = differentiate(expr, by);
  const none: Env = new Map();
  return (at, others = none) => {
    const of = (e: Expr, x: Tensor) => evaluate(tf, e, new Map([...others, [by, x]]));
    return withGradient(tf, at, {
      forward: (x) => ({ value: spread(tf, of(expr, x), x.shape), keep: [x] }),
      back: (dy, [x = dy]) => tf.mul(dy, of(derivative, x)),
    });
  };
}
