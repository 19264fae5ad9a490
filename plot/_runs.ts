/** Runs of neighbours that are there, without the gaps between them. */
export function runsOf<T extends object>(list: readonly (T | undefined)[]): readonly (readonly T[])[] {
  const runs: T[][] = [[]];
  for (const each of list) {
    if (each) runs.at(-1)!.push(each);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
