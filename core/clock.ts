/** The clock of the runtime, in milliseconds, which only moves forward: where time matters, the default of an argument. */
export function clock(): number {
  // deno-lint-ignore attune/no-clock -- the default of an argument
  return performance.now();
}
