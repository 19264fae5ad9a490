import type { Expr } from "../core/layer.ts";

/** A compiled expression: takes the values of its variables, in the order in which they were named. */
export type Compiled = (values: ArrayLike<number>) => number;

/**
 * An expression as a function of the values of `names`. Throws for a variable that is not among them.
 *
 * @example
 * ```ts
 * import { add, compile, mul } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const f = compile(add("a", mul(2, "b")), ["a", "b"]);
 * assert.equal(f([1, 3]), 7);
 * ```
 */
// deno-lint-ignore attune/function-lines -- one line an operation
export function compile(expr: Expr, names: readonly string[]): Compiled {
  if (typeof expr === "number") return () => expr;
  if (typeof expr === "string") {
    const i = names.indexOf(expr);
    if (i < 0) {
      throw new TypeError(`Cannot compile variable "${expr}": known variables are ${names.join(", ")}`);
    }
    return (v) => v[i]!;
  }
  const [op, ...args] = expr;
  const [a = zero, b = zero, c = zero] = args.map((arg) => compile(arg, names));
  switch (op) {
    case "neg":
      return (v) => -a(v);
    case "abs":
      return (v) => Math.abs(a(v));
    case "sign":
      return (v) => Math.sign(a(v));
    case "exp":
      return (v) => Math.exp(a(v));
    case "log":
      return (v) => Math.log(a(v));
    case "sqrt":
      return (v) => Math.sqrt(a(v));
    case "tanh":
      return (v) => Math.tanh(a(v));
    case "floor":
      return (v) => Math.floor(a(v));
    case "cos":
      return (v) => Math.cos(a(v));
    case "add":
      return (v) => a(v) + b(v);
    case "sub":
      return (v) => a(v) - b(v);
    case "mul":
      return (v) => a(v) * b(v);
    case "div":
      return (v) => a(v) / b(v);
    case "pow":
      return (v) => a(v) ** b(v);
    case "max":
      return (v) => Math.max(a(v), b(v));
    case "min":
      return (v) => Math.min(a(v), b(v));
    case "gt":
      return (v) => a(v) > b(v) ? 1 : 0;
    case "select":
      return (v) => a(v) !== 0 ? b(v) : c(v);
    default: {
      const rest: never = op;
      throw new TypeError(`Cannot compile ${rest}: unknown operation`);
    }
  }
}

function zero(): number {
  return 0;
}
