import { type Configured, configured } from "../core/configured.ts";
import type { Finaliser, LossPlan } from "../core/layer.ts";
import { type Changes, equal } from "../core/params.ts";
import { type Field, nested, type SchemaOf } from "../core/schema.ts";
import { sigmoid } from "./activations.ts";

/** What training makes small. */
export interface Loss<P extends object = object> extends Configured<P> {
  /** A new, checked loss with these changes. */
  with(changes: Changes<P>): Loss<P>;
  /** The loss as data. */
  readonly plan: LossPlan;
  /** The same loss of raw outputs, where it is steadier to fuse it with the finaliser of that name. */
  readonly fused: { readonly softmax?: LossPlan; readonly sigmoid?: LossPlan };
}

/** A kind of loss: its formula as data, for its hyperparameters. */
export function lossKind<P extends object>(
  kind: string,
  schema: SchemaOf<P>,
  of: (params: Readonly<P>) => { readonly plan: Omit<LossPlan, "name">; readonly fused?: Loss["fused"] },
): (given?: Partial<P>) => Loss<P> {
  return configured<P, Pick<Loss<P>, "plan" | "fused">>(kind, schema, (params) => {
    const { plan, fused = {} } = of(params);
    return { plan: Object.freeze({ name: kind, ...plan }), fused };
  });
}

/** The form in which a loss is computed behind a finaliser: fused and stable where there is such a form. */
export function behind(finaliser: Finaliser, loss: Loss): LossPlan {
  const fused = finaliser.kind === "softmax"
    ? loss.fused.softmax
    : equal(finaliser.activation.expr, sigmoid.scalar.expr)
    ? loss.fused.sigmoid
    : undefined;
  return fused ?? loss.plan;
}

/** A hyperparameter that is a loss. */
export function lossField(fallback: Loss): Field<Loss> {
  const is = (v: unknown) => typeof v === "object" && v !== null && "plan" in v && "fused" in v;
  return nested(fallback, { expected: "a loss, e.g. mse()", is, doc: "what training makes small" });
}
