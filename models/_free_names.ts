/** A name for each end, all with as many underscores more as it takes for none to be taken; they are taken then. */
export function freeNames(start: string, ends: readonly string[], taken: Set<string>): readonly string[] {
  for (let stem = start;; stem += "_") {
    const names = ends.map((end) => stem + end);
    if (names.some((name) => taken.has(name))) continue;
    names.forEach((name) => taken.add(name));
    return names;
  }
}
