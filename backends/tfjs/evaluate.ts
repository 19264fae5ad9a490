import type { Tensor } from "@tensorflow/tfjs-core";
import type { Expr, Op } from "../../core/layer.ts";
import { compile } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";

/** The value of an expression: a number that is still on the host, or a tensor. */
export type Value = number | Tensor;

/** Values of variables. */
export type Env = ReadonlyMap<string, Value>;

/** The value of an expression, element by element. What needs no tensor is computed on the host, in float64. */
export function evaluate(tf: Tf, expr: Expr, env: Env): Value {
  // derivatives repeat their subterms, as the same objects
  const seen = new Map<Expr, Value>();
  const value = (e: Expr): Value => {
    if (typeof e === "number") return e;
    if (typeof e === "string") return lookUp(e, env);
    const known = seen.get(e);
    if (known !== undefined) return known;
    const [op, a = 0, b = 0, c = 0] = e;
    const found = op === "select"
      ? select(tf, conditionOf(tf, a, value), [() => value(b), () => value(c)])
      : apply(tf, op, value(a), value(b));
    seen.set(e, found);
    return found;
  };
  return value(expr);
}

/** A value as a tensor of a shape. */
export function spread(tf: Tf, value: Value, shape: number[]): Tensor {
  if (typeof value === "number") return tf.fill(shape, value);
  return tf.util.arraysEqual(value.shape, shape) ? value : tf.broadcastTo(value, shape);
}

function lookUp(name: string, env: Env): Value {
  const value = env.get(name);
  if (value !== undefined) return value;
  throw new TypeError(
    `Cannot evaluate variable "${name}": known variables are ${[...env.keys()].join(", ")}`,
  );
}

// A comparison stays boolean here, which saves two operations.
function conditionOf(tf: Tf, expr: Expr, value: (e: Expr) => Value): Value {
  if (typeof expr === "object" && expr[0] === "gt") {
    const [a, b] = [value(expr[1]!), value(expr[2]!)];
    return typeof a === "number" && typeof b === "number" ? Number(a > b) : tf.greater(a, b);
  }
  const condition = value(expr);
  return typeof condition === "number" ? condition : tf.notEqual(condition, 0);
}

function select(
  tf: Tf,
  condition: Value,
  [ifSo, ifNot]: readonly [() => Value, () => Value],
): Value {
  if (typeof condition === "number") return condition !== 0 ? ifSo() : ifNot();
  return tf.where(condition, ifSo(), ifNot());
}

function apply(tf: Tf, op: Exclude<Op, "select">, a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return compile([op, a, b], [])([]);
  switch (op) {
    case "add":
      return tf.add(a, b);
    case "sub":
      return tf.sub(a, b);
    case "mul":
      return tf.mul(a, b);
    case "div":
      return tf.div(a, b);
    case "pow":
      return tf.pow(a, b);
    case "max":
      return tf.maximum(a, b);
    case "min":
      return tf.minimum(a, b);
    case "gt":
      return tf.cast(tf.greater(a, b), "float32");
    default:
      return applyToOne(tf, op, a);
  }
}

type Binary = "add" | "sub" | "mul" | "div" | "pow" | "max" | "min" | "gt";

function applyToOne(tf: Tf, op: Exclude<Op, "select" | Binary>, a: Value): Value {
  switch (op) {
    case "neg":
      return tf.neg(a);
    case "abs":
      return tf.abs(a);
    case "sign":
      return tf.sign(a);
    case "exp":
      return tf.exp(a);
    case "log":
      return tf.log(a);
    case "sqrt":
      return tf.sqrt(a);
    case "tanh":
      return tf.tanh(a);
    case "floor":
      return tf.floor(a);
    case "cos":
      return tf.cos(a);
    default: {
      const rest: never = op;
      throw new TypeError(`Cannot evaluate ${rest}: unknown operation`);
    }
  }
}
