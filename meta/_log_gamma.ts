// Lanczos 1964, with the coefficients of Godfrey 2001 for g = 7, n = 9: 15 digits.
const LANCZOS = [
  0.99999999999980993,
  676.5203681218851,
  -1259.1392167224028,
  771.32342877765313,
  -176.61502916214059,
  12.507343278686905,
  -0.13857109526572012,
  9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** The logarithm of the gamma function, of x > 0. */
export function logGamma(x: number): number {
  const t = x + 6.5; // x − 1 + g + 1/2
  const series = LANCZOS.reduce(
    (sum, coefficient, i) => i === 0 ? coefficient : sum + coefficient / (x - 1 + i),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
