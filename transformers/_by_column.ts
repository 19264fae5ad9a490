/** What is learned of each column: a list, for a record would put names such as "7" first. */
export type ByColumn<S> = readonly (readonly [name: string, state: S])[];

/** One thing of what was learned of each column, by the columns' names. */
export function byName<S, T>(states: ByColumn<S>, pick: (state: S) => T): Record<string, T> {
  return Object.fromEntries(states.map(([name, state]) => [name, pick(state)]));
}
