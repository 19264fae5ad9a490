import { hint } from "../core/names.ts";
import { type Field, real, resolve } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Distribution, DistributionName, IntervalDistribution } from "./distribution.ts";

const NUMBER: Field<number> = { ...real(0), required: true };
const POSITIVE: Field<number> = { ...real(1, { min: 0, above: true }), required: true };

const INTERVAL = { lower: NUMBER, upper: NUMBER };
const PLACED = { location: NUMBER, scale: POSITIVE };

const SCHEMAS: Readonly<Record<DistributionName, Readonly<Record<string, Field<number>>>>> = {
  uniform: INTERVAL,
  arcsine: INTERVAL,
  cosine: INTERVAL,
  epanechnikov: INTERVAL,
  biweight: INTERVAL,
  triweight: INTERVAL,
  symTriangular: INTERVAL,
  normal: { mean: NUMBER, std: POSITIVE },
  cauchy: PLACED,
  gumbel: PLACED,
  laplace: PLACED,
  logistic: PLACED,
  gamma: { shape: POSITIVE, scale: POSITIVE },
  inverseGaussian: { mean: POSITIVE, shape: POSITIVE },
  logNormal: { mu: NUMBER, sigma: POSITIVE },
  poisson: { mean: POSITIVE },
};

/** Whether a distribution is one on an interval. */
export function isOnInterval(distribution: Distribution): distribution is IntervalDistribution {
  return "lower" in distribution;
}

/** Whether a value names a distribution. */
export function isDistributionName(value: unknown): value is DistributionName {
  return typeof value === "string" && Object.hasOwn(SCHEMAS, value);
}

/** A distribution by its parameters, checked. `what` says what is drawn from it. */
export function checkedDistribution(given: Readonly<Record<string, unknown>>, what: string): Distribution {
  const { kind, ...params } = given;
  if (!isDistributionName(kind)) throw unknownDistribution(kind, what);
  const all = resolve({ kind: `the distribution "${kind}" of ${what}`, schema: SCHEMAS[kind] }, params);
  const made = Object.freeze({ kind, ...all }) as Distribution; // of the parameters of its schema
  if (!isOnInterval(made) || made.lower < made.upper) return made;
  throw new RangeError(
    `Cannot draw ${what} from ${made.lower} to ${made.upper} by "${kind}": give lower < upper`,
  );
}

/** What to say of a name that no distribution has. */
export function unknownDistribution(name: unknown, what: string): TypeError {
  const known = Object.keys(SCHEMAS);
  return new TypeError(
    `Cannot draw ${what} by ${brief(name)}: known distributions are ${known.join(", ")}${
      typeof name === "string" ? hint(name, known) : ""
    }`,
  );
}
