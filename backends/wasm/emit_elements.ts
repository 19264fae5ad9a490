import type { Expr } from "../../core/layer.ts";
import type { Assembler } from "./assembler.ts";
import type { Code } from "./code.ts";
import { kernel } from "./imports.ts";
import type { Instruction } from "./opcodes.ts";

/** What element-wise code is written with. */
export interface Elements {
  /** The module. */
  readonly assembler: Assembler;
  /** The function: already inside its loop. */
  readonly code: Code;
  /** Locals of variables, four elements each; assignments of an optimiser's rule change it. */
  readonly variables: Map<string, number>;
  /** Local of a number, four times, set before the loop. */
  constant(value: number): number;
  /** Local of 1 divided by a local that does not change in the loop; undefined for others. */
  reciprocal(local: number): number | undefined;
}

/**
 * Writes code that computes an expression for four elements; gives the local that holds the result. Equal parts
 * are computed once.
 */
export class ElementWriter {
  readonly #to: Elements;
  readonly #known = new Map<string, number>();

  /** Writes into these. */
  constructor(to: Elements) {
    this.#to = to;
  }

  /** The local that holds the value of this expression. */
  value(expr: Expr): number {
    if (typeof expr === "number") return this.#to.constant(expr);
    if (typeof expr === "string") return this.#to.variables.get(expr)!; // checked when the plan was made
    const [op, first = 0, second = 0, third = 0] = expr;
    switch (op) {
      case "pow":
        return this.#power(first, second);
      case "div":
        return this.#quotient(first, second);
      case "gt":
        return this.#once("v128.and", [this.#mask(expr), this.#to.constant(1)]);
      case "select":
        return this.#once("v128.bitselect", [this.value(second), this.value(third), this.#mask(first)]);
      case "sign":
        return this.#sign(this.value(first));
      case "exp":
      case "log":
      case "tanh":
      case "cos":
        return this.#once(`${op}4`, [this.value(first)]);
      case "neg":
      case "abs":
      case "sqrt":
      case "floor":
        return this.#once(`f32x4.${op}`, [this.value(first)]);
      case "add":
      case "sub":
      case "mul":
      case "max":
      case "min":
        return this.#once(`f32x4.${op}`, [this.value(first), this.value(second)]);
      default: {
        const rest: never = op;
        throw new TypeError(`Cannot emit ${rest}: unknown operation`);
      }
    }
  }

  #quotient(a: Expr, b: Expr): number {
    const divisor = this.value(b);
    const reciprocal = this.#to.reciprocal(divisor);
    return reciprocal === undefined
      ? this.#once("f32x4.div", [this.value(a), divisor])
      : this.#once("f32x4.mul", [this.value(a), reciprocal]);
  }

  // All ones where a condition is not 0.
  #mask(condition: Expr): number {
    if (typeof condition === "object" && condition[0] === "gt") {
      return this.#once("f32x4.gt", [this.value(condition[1]!), this.value(condition[2]!)]);
    }
    return this.#once("f32x4.ne", [this.value(condition), this.#to.constant(0)]);
  }

  #sign(x: number): number {
    const [zero, one, minus] = [0, 1, -1].map((n) => this.#to.constant(n));
    const above = this.#once("f32x4.gt", [x, zero!]);
    const below = this.#once("f32x4.lt", [x, zero!]);
    return this.#once("v128.bitselect", [one!, this.#once("v128.bitselect", [minus!, x, below]), above]);
  }

  // Small whole exponents by multiplication, which is exact in sign; ½ by a root; the rest lane by lane.
  #power(a: Expr, b: Expr): number {
    if (b === 0.5) return this.#once("f32x4.sqrt", [this.value(a)]);
    if (typeof b !== "number" || !Number.isInteger(b) || b < 1 || b > 4) {
      return this.#once("pow4", [this.value(a), this.value(b)]);
    }
    const base = this.value(a);
    let power = base;
    for (let n = 1; n < b; n++) power = this.#once("f32x4.mul", [power, base]);
    return power;
  }

  #once(op: Instruction | KernelOp, from: readonly number[]): number {
    const key = [op, ...from].join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { assembler, code } = this.#to;
    code.get(...from);
    if (isKernel(op)) code.call(kernel(assembler, op));
    else code.op(op);
    const result = code.local("v128");
    code.set(result);
    this.#known.set(key, result);
    return result;
  }
}

type KernelOp = "exp4" | "log4" | "tanh4" | "cos4" | "pow4";

function isKernel(op: Instruction | KernelOp): op is KernelOp {
  return op.endsWith("4") && !op.includes(".");
}
