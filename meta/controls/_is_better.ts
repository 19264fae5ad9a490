/** Whether a loss improves strictly on the best so far; any number does on none, or on one that is no number. */
export function isBetter(loss: number, best: number | undefined): boolean {
  if (best === undefined) return true;
  return Number.isNaN(best) ? !Number.isNaN(loss) : loss < best;
}
