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
