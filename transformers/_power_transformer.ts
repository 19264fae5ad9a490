import { DataError } from "../core/errors.ts";
import { significant } from "../core/show.ts";
import type { SchemaOf } from "../core/schema.ts";
import { type ByColumn, byName } from "./_by_column.ts";
import { extremes } from "./_extremes.ts";
import type { FeatureParams } from "./_features.ts";
import { type Moments, momentsOf } from "./_moments.ts";
import { numberTransformer } from "./_number_transformer.ts";
import type { InvertibleTableMapper, TableTransformer } from "./_table_transformer.ts";

/** A member of a family of power transformations. */
export interface Curve {
  readonly lambda: number;
  /** What is added first. */
  readonly shift: number;
}

/** What is learned of a column: its curve, and the moments by which the result is standardised; 0 and 1 where it is not. */
type Learned = Curve & Moments;

/** Hyperparameters that power transformations share. */
interface Standardising {
  readonly standardise: boolean;
}

/** What tells one family of power transformations from another. */
export interface PowerRecipe<P extends Standardising> {
  /** The model's kind. */
  readonly kind: string;
  /** Its hyperparameters, beside those that choose columns. */
  readonly schema: SchemaOf<P>;
  /** Chooses the curve for these numbers. */
  curve(known: Float64Array, given: { readonly name: string; readonly params: Readonly<P> }): Curve;
  /** The curve at a number; not finite where it is not defined. */
  at(value: number, curve: Curve): number;
  /** What the curve made `z` of; not finite where there is no such number. */
  back(z: number, curve: Curve): number;
  /** Between what the curve runs. */
  bounds(curve: Curve): readonly [low: number, high: number];
  /** The numbers that the curve takes, in words, where not all. */
  takes?(curve: Curve): string;
  /** What the fit has to tell, beside `lambdas` and, if it standardises, `means` and `deviations`. */
  report?(curves: ByColumn<Curve>): Readonly<Record<string, unknown>>;
}

/** A kind of transformer by power transformations. */
export function powerTransformer<P extends Standardising>(
  recipe: PowerRecipe<P>,
): (options?: Partial<P & FeatureParams>) => TableTransformer<P & FeatureParams, InvertibleTableMapper> {
  const { kind } = recipe;
  return numberTransformer<P, Learned>({
    kind,
    schema: recipe.schema,
    learn(known, { name, params }) {
      const curve = recipe.curve(known, { name, params });
      const images = known.map((v) => recipe.at(v, curve));
      checkImages(known, images, { kind, name, curve });
      return { ...curve, ...(params.standardise ? momentsOf(images) : { mean: 0, deviation: 1 }) };
    },
    forward: (learned) => ({
      at: (v) => (recipe.at(v, learned) - learned.mean) / learned.deviation,
      ...(recipe.takes && { takes: recipe.takes(learned) }),
    }),
    backward(learned) {
      const { mean, deviation } = learned;
      const [low, high] = recipe.bounds(learned).map((z) => significant((z - mean) / deviation, 6));
      return {
        at: (z) => recipe.back(z * deviation + mean, learned),
        takes: `numbers between ${low} and ${high}`,
      };
    },
    report: (states) => ({
      lambdas: byName(states, ({ lambda }) => lambda),
      means: byName(states, ({ mean }) => mean),
      deviations: byName(states, ({ deviation }) => deviation),
      ...recipe.report?.(states),
    }),
  });
}

/** Values must stay at least so far apart, beside their sizes, for each such share before: half their digits. */
const KEPT = 1e-8;

// A curve that is too steep, or too flat, would lose digits of what it is to transform.
function checkImages(
  known: Float64Array,
  images: Float64Array,
  { kind, name, curve }: { readonly kind: string; readonly name: string; readonly curve: Curve },
): void {
  const [least, most] = extremes(known).map((v) => known.indexOf(v)) as [number, number]; // a pair as before
  const spread = (v: Float64Array) =>
    (v[most]! - v[least]!) / Math.max(Math.abs(v[least]!), Math.abs(v[most]!));
  if (spread(images) > KEPT * spread(known)) return; // not where it is NaN, of infinite images
  throw new DataError(
    `Cannot learn ${kind} from column "${name}": with λ = ${significant(curve.lambda, 6)} its smallest and ` +
      `largest values become ${images[least]} and ${images[most]}, which tells too little apart; ` +
      "rescale it, e.g. so that its values lie about 1",
    { column: name, found: "values that the transformation does not tell apart" },
  );
}
