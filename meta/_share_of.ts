/** A number of so many: a share below 1, rounded down, or a count. At least one. */
export function shareOf(size: number, share: number): number {
  return Math.max(1, share < 1 ? Math.floor(share * size) : share);
}

/** Whether a value is a share, more than 0 and less than 1, or a count from 0 on. */
export function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && (value < 1 || Number.isSafeInteger(value));
}
