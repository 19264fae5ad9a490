/** The number that stands for full brightness where nothing is said: 255 for bytes, else 1. */
export function brightest(values: unknown): number {
  return values instanceof Uint8Array || values instanceof Uint8ClampedArray ? 255 : 1;
}
