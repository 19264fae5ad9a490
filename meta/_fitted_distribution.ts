import type { Distribution, DistributionName } from "./distribution.ts";
import type { NumericRange } from "./numeric_range.ts";

/**
 * The distribution of a name that suits a range: on its interval, or of its origin as mean and its unit as standard
 * deviation, or, where there are none or by custom (Cauchy, Gumbel, Laplace), as location and scale; Poisson's mean is the
 * unit. As in MLJ.
 */
export function fittedDistribution(name: DistributionName, { params }: NumericRange): Distribution {
  const { path, lower, upper, origin, unit } = params;
  const ratio = origin / unit;
  switch (name) {
    case "normal":
      return { kind: name, mean: origin, std: unit };
    case "cauchy":
    case "gumbel":
    case "laplace":
      return { kind: name, location: origin, scale: unit };
    case "logistic":
      return { kind: name, location: origin, scale: Math.sqrt(3) * unit / Math.PI };
    case "gamma":
      checkPositive(name, { path, origin });
      return { kind: name, shape: ratio * ratio, scale: unit / ratio };
    case "inverseGaussian":
      checkPositive(name, { path, origin });
      return { kind: name, mean: origin, shape: origin * ratio * ratio };
    case "logNormal": {
      checkPositive(name, { path, origin });
      const square = Math.log1p(1 / (ratio * ratio));
      return { kind: name, mu: Math.log(origin) - square / 2, sigma: Math.sqrt(square) };
    }
    case "poisson":
      return { kind: name, mean: unit };
    default:
      if (Number.isFinite(lower) && Number.isFinite(upper)) return { kind: name, lower, upper };
      throw new RangeError(
        `Cannot draw "${path}" by "${name}": a side has no bound; give both, or take another ` +
          'distribution, e.g. "normal"',
      );
  }
}

function checkPositive(
  name: string,
  { path, origin }: { readonly path: string; readonly origin: number },
): void {
  if (origin > 0) return;
  throw new RangeError(
    `Cannot draw "${path}" by "${name}": its origin is ${origin}, and all such numbers are positive; ` +
      'give origin > 0, or take another distribution, e.g. "normal"',
  );
}
