/** The losses of a margin that are known. Written out, as a public type must be; the record below is held to it. */
export type MarginLossKind =
  | "zeroOne"
  | "perceptron"
  | "l1Hinge"
  | "l2Hinge"
  | "smoothedL1Hinge"
  | "modifiedHuber"
  | "l2Margin"
  | "logitMargin"
  | "exp"
  | "sigmoid"
  | "dwd";

/** What two of the margin losses can be told. */
export interface MarginParameters {
  /** Width of the smooth part of `smoothedL1Hinge`. */
  readonly gamma: number;
  /** Power of the tail of `dwd`. */
  readonly q: number;
}

interface MarginLossRule {
  /** The loss, for tables. */
  readonly formula: string;
  /** The loss of a margin. */
  readonly loss: (margin: number, parameters: MarginParameters) => number;
}

const hinge = (margin: number) => margin >= 1 ? 0 : 1 - margin; // passes a NaN on

/** Losses of a margin m, which is positive where the guess is right; as LossFunctions.jl has them. */
export const MARGIN_LOSSES: Readonly<Record<MarginLossKind, MarginLossRule>> = Object.freeze(
  {
    zeroOne: { formula: "[m < 0]", loss: (m) => Number.isNaN(m) ? NaN : Number(m < 0) },
    perceptron: { formula: "max(0, −m)", loss: (m) => Math.max(0, -m) },
    l1Hinge: { formula: "max(0, 1 − m)", loss: hinge },
    l2Hinge: { formula: "max(0, 1 − m)²", loss: (m) => hinge(m) ** 2 },
    smoothedL1Hinge: {
      formula: "max(0, 1 − m)² / 2γ if m ≥ 1 − γ, else 1 − γ/2 − m",
      loss: (m, { gamma }) => m < 1 - gamma ? 1 - gamma / 2 - m : hinge(m) ** 2 / (2 * gamma),
    },
    modifiedHuber: {
      formula: "max(0, 1 − m)² if m ≥ −1, else −4m",
      loss: (m) => m < -1 ? -4 * m : hinge(m) ** 2,
    },
    l2Margin: { formula: "(1 − m)²", loss: (m) => (1 - m) ** 2 },
    logitMargin: { formula: "ln(1 + e⁻ᵐ)", loss: (m) => Math.log1p(Math.exp(-m)) },
    exp: { formula: "e⁻ᵐ", loss: (m) => Math.exp(-m) },
    sigmoid: { formula: "1 − tanh m", loss: (m) => 1 - Math.tanh(m) },
    dwd: {
      formula: "1 − m if m ≤ q/(q+1), else q^q / (q+1)^(q+1) / m^q",
      loss: (m, { q }) => m > q / (q + 1) ? (q / (q + 1)) ** q / (q + 1) / m ** q : 1 - m,
    },
  },
);

/** The names of these losses. */
export const MARGIN_KINDS: readonly MarginLossKind[] = Object.freeze(
  Object.keys(MARGIN_LOSSES) as MarginLossKind[], // for the compiler keys may be any strings
);
