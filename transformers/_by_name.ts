/** One thing of what was learned of each column, by the columns' names. */
export function byName<S, T>(states: Readonly<Record<string, S>>, pick: (state: S) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(states).map(([name, state]) => [name, pick(state)]));
}
