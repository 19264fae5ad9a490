import type { Init } from "../core/layer.ts";
import { type Field, nested } from "../core/schema.ts";

// a = √(6 / (in + out)), σ = √(2 / (in + out)) (Glorot and Bengio 2010)
/** Uniform in ± √(6 / (inputs + units)). */
export const glorotUniform: Init = Object.freeze({ kind: "glorotUniform" });
/** Normal with variance 2 / (inputs + units). */
export const glorotNormal: Init = Object.freeze({ kind: "glorotNormal" });

// a = √(6 / in), σ = √(2 / in) (He, Zhang, Ren and Sun 2015)
/** Uniform in ± √(6 / inputs); for relu. */
export const heUniform: Init = Object.freeze({ kind: "heUniform" });
/** Normal with variance 2 / inputs; for relu. */
export const heNormal: Init = Object.freeze({ kind: "heNormal" });

// a = √(3 / in), σ = √(1 / in) (LeCun, Bottou, Orr and Müller 1998)
/** Uniform in ± √(3 / inputs); for selu. */
export const lecunUniform: Init = Object.freeze({ kind: "lecunUniform" });
/** Normal with variance 1 / inputs; for selu. */
export const lecunNormal: Init = Object.freeze({ kind: "lecunNormal" });

/** All zero. */
export const zeros: Init = constant(0);

/** All one. */
export const ones: Init = constant(1);

/** All the same number. */
export function constant(value: number): Init {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot start weights at ${value}: give a finite number`);
  return Object.freeze({ kind: "constant", value });
}

const KINDS: readonly Init["kind"][] = [
  "glorotUniform",
  "glorotNormal",
  "heUniform",
  "heNormal",
  "lecunUniform",
  "lecunNormal",
  "constant",
  "values",
];

/** A hyperparameter that is an initialiser. */
export function initField(fallback: Init, doc: string): Field<Init> {
  const is = (v: unknown) =>
    typeof v === "object" && v !== null && "kind" in v && KINDS.some((kind) => kind === v.kind);
  return nested(fallback, { expected: "an initialiser, e.g. glorotUniform", is, doc });
}
