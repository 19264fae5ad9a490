import type { Expr, ScalarFunction } from "../../core/layer.ts";
import { equal } from "../../core/params.ts";
import { activations, relu } from "../../nn/mod.ts";

/** Slopes that follow from the function's value y, so that x need not be kept. */
const SLOPES: Readonly<Record<string, Expr>> = {
  identity: 1,
  relu: ["gt", "y", 0],
  sigmoid: ["mul", "y", ["sub", 1, "y"]],
  tanh: ["sub", 1, ["mul", "y", "y"]],
};

/** The slope of an activation as an expression of its value `"y"`, where it is known. */
export function slopeOfOutput({ name, expr }: ScalarFunction): Expr | undefined {
  const known = activations.find((activation) => activation.kind === name);
  return known && equal(known.scalar.expr, expr) ? SLOPES[name] : undefined;
}

/** Whether this is the rectifier. */
export function isRelu({ expr }: ScalarFunction): boolean {
  return equal(expr, relu.scalar.expr);
}

/** Whether nothing changes. */
export function isIdentity({ expr }: ScalarFunction): boolean {
  return expr === "x";
}
