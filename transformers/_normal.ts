/**
 * The normal distribution function, with an absolute error of some 1e-16. Series of Marsaglia 2004, "Evaluating the
 * normal distribution".
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 9) return z < 0 ? 0 : 1; // where 0.5 + the sum would be no nearer
  let [term, sum, before] = [z, z, 0];
  for (let i = 3; sum !== before; i += 2) {
    term *= z * z / i;
    [before, sum] = [sum, sum + term];
  }
  return Math.min(1, Math.max(0, 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)));
}

// Algorithm AS 241 (PPND16) of Wichura 1988: numerators and denominators, lowest power first.
const CENTRE = [
  [
    3.3871328727963666080,
    133.14166789178437745,
    1971.5909503065514427,
    13731.693765509461125,
    45921.953931549871457,
    67265.770927008700853,
    33430.575583588128105,
    2509.0809287301226727,
  ],
  [
    1,
    42.313330701600911252,
    687.18700749205790830,
    5394.1960214247511077,
    21213.794301586595867,
    39307.895800092710610,
    28729.085735721942674,
    5226.4952788528545610,
  ],
] as const;
const TAIL = [
  [
    1.42343711074968357734,
    4.63033784615654529590,
    5.76949722146069140550,
    3.64784832476320460504,
    1.27045825245236838258,
    0.241780725177450611770,
    0.0227238449892691845833,
    7.74545014278341407640e-4,
  ],
  [
    1,
    2.05319162663775882187,
    1.67638483018380384940,
    0.689767334985100004550,
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
  ],
] as const;

/** The quantiles of the standard normal distribution, for `p` from 2e-11 to 1 − 2e-11, with a relative error of 1e-15. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.425 ** 2 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  return Math.sign(q) * ratio(TAIL, r - 1.6);
}

function ratio([above, below]: readonly [readonly number[], readonly number[]], x: number): number {
  const value = (coefficients: readonly number[]) => coefficients.reduceRight((sum, c) => sum * x + c, 0);
  return value(above) / value(below);
}
