/** Progress of training from its losses: 1000 (mean / least − 1), Prechelt 1998. */
export function progressOf(losses: readonly number[]): number {
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return 1000 * (mean / Math.min(...losses) - 1);
}
