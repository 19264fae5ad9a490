/** A distribution on an interval; on the range's scale, if that has a name. */
export interface IntervalDistribution {
  /** Its shape, from flat to ever more likely around the middle; `"arcsine"` is likely at the ends. */
  readonly kind:
    | "uniform"
    | "arcsine"
    | "cosine"
    | "epanechnikov"
    | "biweight"
    | "triweight"
    | "symTriangular";
  /** Smallest value. */
  readonly lower: number;
  /** Largest value. */
  readonly upper: number;
}

/** A distribution of numbers with a place and a width. */
export interface PlacedDistribution {
  /** Its shape; that of Gumbel is the one of maxima. */
  readonly kind: "cauchy" | "gumbel" | "laplace" | "logistic";
  /** Where it is: the mean but for Gumbel's, which is a mode, and Cauchy's, which is a median. */
  readonly location: number;
  /** How wide it is. */
  readonly scale: number;
}

/** A distribution to draw hyperparameters from, by its parameters. */
export type Distribution =
  | IntervalDistribution
  | PlacedDistribution
  | { readonly kind: "normal"; readonly mean: number; readonly std: number }
  | { readonly kind: "logNormal"; readonly mu: number; readonly sigma: number }
  | { readonly kind: "gamma"; readonly shape: number; readonly scale: number }
  | { readonly kind: "inverseGaussian"; readonly mean: number; readonly shape: number }
  | { readonly kind: "poisson"; readonly mean: number };

/** Name of a distribution, whose parameters a range gives. */
export type DistributionName = Distribution["kind"];
