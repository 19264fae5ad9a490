import { type Configured, configured } from "../core/configured.ts";
import type { Expr, ScalarFunction } from "../core/layer.ts";
import type { Changes } from "../core/params.ts";
import { type Field, nested, type SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import { isExpr } from "./expr.ts";

/** A scalar function that is applied to each number a layer gives. */
export interface Activation<P extends object = object> extends Configured<P> {
  /** A new, checked activation with these changes. */
  with(changes: Changes<P>): Activation<P>;
  /** What backends need to know of it. */
  readonly scalar: ScalarFunction;
}

/** A kind of activation with hyperparameters: `of` gives its formula. */
export function activationKind<P extends object>(
  kind: string,
  schema: SchemaOf<P>,
  of: (x: Expr, params: Readonly<P>) => Expr,
): Activation<P> {
  return configured<P, { readonly scalar: ScalarFunction }>(kind, schema, (params) => ({
    scalar: Object.freeze({ name: kind, expr: of("x", params) }),
  }))();
}

/** What tells an activation of one's own from another: its formula. */
export interface OwnActivationParams {
  /** The formula, of the variable `"x"`. */
  readonly formula: Expr;
}

/**
 * An activation of one's own: runs on every backend, derivative included.
 *
 * @example
 * ```ts
 * import { activation, compile, mul } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const squared = activation("squared", (x) => mul(x, x));
 * assert.equal(compile(squared.scalar.expr, ["x"])([3]), 9);
 * ```
 */
export function activation(name: string, formula: (x: Expr) => Expr): Activation<OwnActivationParams> {
  const made: unknown = formula("x");
  if (!isExpr(made)) {
    throw new TypeError(
      `Cannot make activation "${name}": its formula gives ${
        brief(made)
      }; build it of x by mul, add, tanhOf …`,
    );
  }
  const field = nested<Expr>(made, { expected: "an expression of x", is: isExpr });
  return activationKind<OwnActivationParams>(name, { formula: field }, (_, params) => params.formula);
}

/** Whether a value is an activation. */
export function isActivation(value: unknown): value is Activation {
  return typeof value === "object" && value !== null && "scalar" in value;
}

/** A hyperparameter that is an activation. */
export function activationField(fallback: Activation, doc = "applied to each output"): Field<Activation> {
  return nested(fallback, { expected: "an activation, e.g. relu", is: isActivation, doc });
}
