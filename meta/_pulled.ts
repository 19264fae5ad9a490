/** The next members of an iterator: so many, or all that are left. */
export function pulled<T>(source: Iterator<T>, most: number): readonly T[] {
  const members: T[] = [];
  while (members.length < most) {
    const next = source.next();
    if (next.done) break;
    members.push(next.value);
  }
  return members;
}
