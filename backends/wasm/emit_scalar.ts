import type { Expr } from "../../core/layer.ts";
import type { Assembler } from "./assembler.ts";
import type { Code } from "./code.ts";
import { kernel } from "./imports.ts";

/** What scalar code is written with. */
export interface Scalars {
  /** The module. */
  readonly assembler: Assembler;
  /** The function. */
  readonly code: Code;
  /** Locals of variables, 64 bits each. */
  readonly variables: ReadonlyMap<string, number>;
  /** Pushes a number. */
  number(value: number): void;
}

/** Writes code that pushes the value of an expression, in 64 bits. */
export function emitScalar(expr: Expr, to: Scalars): void {
  const { code } = to;
  if (typeof expr === "number") return to.number(expr);
  if (typeof expr === "string") return void code.get(to.variables.get(expr)!); // checked when the plan was made
  const [op, ...args] = expr;
  const push = (i: number) => emitScalar(args[i]!, to);
  switch (op) {
    case "exp":
    case "log":
    case "tanh":
    case "cos":
    case "pow":
      args.forEach((_, i) => push(i));
      return void code.call(kernel(to.assembler, `${op}64`));
    case "gt":
      args.forEach((_, i) => push(i));
      return void code.op("f64.gt", "f64.convert_i32_u");
    case "select":
      push(1);
      push(2);
      push(0);
      return void code.f64(0).op("f64.ne", "select");
    case "sign":
      return emitSign(() => push(0), to);
    default:
      args.forEach((_, i) => push(i));
      return void code.op(`f64.${op}`);
  }
}

// 1, −1, or x itself where it is 0 or no number
function emitSign(push: () => void, { code }: Scalars): void {
  const x = code.local("f64");
  push();
  code.set(x);
  code.f64(1).f64(-1).get(x).get(x).f64(0).op("f64.lt", "select").get(x).f64(0).op("f64.gt", "select");
}
