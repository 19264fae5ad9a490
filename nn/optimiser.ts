import { type Configured, configured } from "../core/configured.ts";
import type { Rule } from "../core/layer.ts";
import type { Changes } from "../core/params.ts";
import { type Field, nested, real, type SchemaOf } from "../core/schema.ts";

/** How weights move, given their gradients: a chain of rules, as data. */
export interface Optimiser<P extends object = object> extends Configured<P> {
  /** A new, checked optimiser with these changes; state is kept when only numbers change. */
  with(changes: Changes<P>): Optimiser<P>;
  /** Its links, in order. */
  readonly rules: readonly Rule[];
}

/** A kind of optimiser that is a single rule, for its hyperparameters. */
export function optimiserKind<P extends object>(
  kind: string,
  schema: SchemaOf<P>,
  of: (
    params: Readonly<P>,
  ) => Omit<Rule, "kind" | "scalars" | "slots"> & Partial<Pick<Rule, "scalars" | "slots">>,
): (given?: Partial<P>) => Optimiser<P> {
  return configured<P, Pick<Optimiser<P>, "rules">>(kind, schema, (params) => ({
    rules: Object.freeze([Object.freeze({ kind, scalars: [], slots: [], ...of(params) })]),
  }));
}

/** Whether a value is an optimiser. */
export function isOptimiser(value: unknown): value is Optimiser {
  return typeof value === "object" && value !== null && "rules" in value && "with" in value;
}

/** A hyperparameter that is an optimiser. */
export function optimiserField(fallback: Optimiser): Field<Optimiser> {
  return nested(fallback, {
    expected: "an optimiser, e.g. adam()",
    is: isOptimiser,
    doc: "how weights move",
  });
}

/** A hyperparameter that says how much of an old mean is kept at each step, in [0, 1). */
export function decayField(fallback: number, doc: string): Field<number> {
  return real(fallback, { min: 0, max: 1, below: true, doc });
}

/** A hyperparameter that keeps a division from exploding. */
export function epsilonField(fallback: number): Field<number> {
  return real(fallback, { min: 0, doc: "keeps a division finite" });
}
