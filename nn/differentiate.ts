import type { Expr, Op } from "../core/layer.ts";
import { add, cos, div, gt, log, mul, neg, pow, select, sign, sub } from "./expr.ts";

/**
 * The derivative of an expression with respect to a variable.
 *
 * @example d(x²)/dx = 2x
 * ```ts
 * import { compile, differentiate, mul } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const slope = compile(differentiate(mul("x", "x"), "x"), ["x"]);
 * assert.equal(slope([3]), 6);
 * ```
 */
export function differentiate(expr: Expr, by: string): Expr {
  if (typeof expr === "number") return 0;
  if (typeof expr === "string") return expr === by ? 1 : 0;
  const [op, a = 0, b = 0, c = 0] = expr;
  const da = differentiate(a, by);
  if (op === "select") return select(a, differentiate(b, by), differentiate(c, by));
  return isBinary(op) ? ofTwo(op, a, b, da, differentiate(b, by)) : ofOne(op, expr, a, da);
}

type Binary = "add" | "sub" | "mul" | "div" | "pow" | "max" | "min" | "gt";

function isBinary(op: Op): op is Binary {
  return ["add", "sub", "mul", "div", "pow", "max", "min", "gt"].includes(op);
}

function ofOne(op: Exclude<Op, Binary | "select">, whole: Expr, a: Expr, da: Expr): Expr {
  if (da === 0) return 0;
  switch (op) {
    case "neg":
      return neg(da);
    case "abs":
      return mul(sign(a), da);
    case "sign":
    case "floor":
      return 0;
    case "exp":
      return mul(whole, da);
    case "log":
      return div(da, a);
    case "sqrt":
      return div(da, mul(2, whole));
    case "tanh":
      return mul(sub(1, mul(whole, whole)), da);
    case "cos":
      return neg(mul(cos(sub(a, Math.PI / 2)), da)); // sin a = cos(a − π/2)
    default: {
      const rest: never = op;
      throw new TypeError(`Cannot differentiate ${rest}: unknown operation`);
    }
  }
}

function ofTwo(op: Binary, a: Expr, b: Expr, da: Expr, db: Expr): Expr {
  switch (op) {
    case "add":
      return add(da, db);
    case "sub":
      return sub(da, db);
    case "mul":
      return add(mul(da, b), mul(a, db));
    case "div":
      return db === 0 ? div(da, b) : div(sub(da, mul(div(a, b), db)), b);
    case "pow":
      return ofPower(a, b, da, db);
    case "max":
      return da === db ? da : chosen(a, b, da, db);
    case "min":
      return da === db ? da : chosen(b, a, da, db);
    case "gt":
      return 0;
    default: {
      const rest: never = op;
      throw new TypeError(`Cannot differentiate ${rest}: unknown operation`);
    }
  }
}

function ofPower(a: Expr, b: Expr, da: Expr, db: Expr): Expr {
  const base = da === 0 ? 0 : mul(mul(b, pow(a, sub(b, 1))), da);
  return db === 0 ? base : add(base, mul(mul(pow(a, b), log(a)), db));
}

// da where `over` > `under`, db where it is less, half of each where they are equal
function chosen(over: Expr, under: Expr, da: Expr, db: Expr): Expr {
  const half = mul(0.5, add(da, db));
  return select(gt(over, under), da, select(gt(under, over), db, half));
}
