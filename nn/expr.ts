/**
 * The words of formulas: each makes an expression of expressions, which are data. `x` and the like are variables.
 *
 * @module
 */
// deno-lint-ignore-file attune/one-public-thing -- a vocabulary: one word an operation
import type { Expr, Op } from "../core/layer.ts";

// Constants are folded and neutral elements dropped, so that derivatives stay readable and short.

/** −a */
export function neg(a: Expr): Expr {
  return typeof a === "number" ? -a : ["neg", a];
}

/** |a| */
export function abs(a: Expr): Expr {
  return ["abs", a];
}

/** −1, 0 or 1 */
export function sign(a: Expr): Expr {
  return ["sign", a];
}

/** eᵃ */
export function exp(a: Expr): Expr {
  return ["exp", a];
}

/** Natural logarithm of a */
export function log(a: Expr): Expr {
  return ["log", a];
}

/** Square root of a */
export function sqrt(a: Expr): Expr {
  return ["sqrt", a];
}

/** Hyperbolic tangent of a */
export function tanh(a: Expr): Expr {
  return ["tanh", a];
}

/** Largest whole number ≤ a; its derivative counts as 0. */
export function floor(a: Expr): Expr {
  return ["floor", a];
}

/** Cosine of a */
export function cos(a: Expr): Expr {
  return ["cos", a];
}

/** a + b */
export function add(a: Expr, b: Expr): Expr {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (a === 0) return b;
  return b === 0 ? a : ["add", a, b];
}

/** a − b */
export function sub(a: Expr, b: Expr): Expr {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === 0) return neg(b);
  return b === 0 ? a : ["sub", a, b];
}

/** a · b */
export function mul(a: Expr, b: Expr): Expr {
  if (typeof a === "number" && typeof b === "number") return a * b;
  if (a === 0 || b === 0) return 0;
  if (a === 1) return b;
  return b === 1 ? a : ["mul", a, b];
}

/** a / b */
export function div(a: Expr, b: Expr): Expr {
  if (typeof a === "number" && typeof b === "number") return a / b;
  if (a === 0) return 0;
  return b === 1 ? a : ["div", a, b];
}

/** aᵇ; the derivative is taken for a constant b, or for a > 0. */
export function pow(a: Expr, b: Expr): Expr {
  if (typeof a === "number" && typeof b === "number") return a ** b;
  if (b === 0) return 1;
  return b === 1 ? a : ["pow", a, b];
}

/** The larger of a and b; where they are equal, each has half the derivative. */
export function max(a: Expr, b: Expr): Expr {
  return ["max", a, b];
}

/** The smaller of a and b; where they are equal, each has half the derivative. */
export function min(a: Expr, b: Expr): Expr {
  return ["min", a, b];
}

/** 1 where a > b, else 0; its derivative counts as 0. */
export function gt(a: Expr, b: Expr): Expr {
  return ["gt", a, b];
}

/** `a` where `condition` is not 0, else `b` */
// deno-lint-ignore attune/two-positional -- an operation of three arguments
export function select(condition: Expr, a: Expr, b: Expr): Expr {
  return typeof condition === "number" ? (condition !== 0 ? a : b) : ["select", condition, a, b];
}

/** 1 / (1 + e⁻ᵃ) as ½ + ½ tanh(a / 2), which cannot overflow. */
export function logistic(a: Expr): Expr {
  return add(0.5, mul(0.5, tanh(mul(0.5, a))));
}

/** log(1 + eᵃ) as max(a, 0) + log(1 + e^−|a|), which cannot overflow. */
export function softplusOf(a: Expr): Expr {
  return add(max(a, 0), log(add(1, exp(neg(abs(a))))));
}

/** How many arguments each operation takes. */
export const ARITY: Readonly<Record<Op, number>> = Object.freeze({
  neg: 1,
  abs: 1,
  sign: 1,
  exp: 1,
  log: 1,
  sqrt: 1,
  tanh: 1,
  floor: 1,
  cos: 1,
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  pow: 2,
  max: 2,
  min: 2,
  gt: 2,
  select: 3,
});

/** Names of the variables in an expression. */
export function variables(expr: Expr): Set<string> {
  if (typeof expr === "number") return new Set();
  if (typeof expr === "string") return new Set([expr]);
  const [, ...args] = expr;
  return new Set(args.flatMap((arg) => [...variables(arg)]));
}

/** Numbers in an expression, in the order in which it is read. */
export function numbersIn(expr: Expr): number[] {
  if (typeof expr === "number") return [expr];
  if (typeof expr === "string") return [];
  const [, ...args] = expr;
  return args.flatMap(numbersIn);
}

/** Whether a value is an expression, numbers finite, operations and arities right. */
export function isExpr(value: unknown): value is Expr {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return true;
  if (!Array.isArray(value)) return false;
  const [op, ...args] = value;
  return typeof op === "string" &&
    Object.entries(ARITY).some(([name, n]) => name === op && n === args.length) &&
    args.every(isExpr);
}
