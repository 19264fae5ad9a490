import { clip, columnsOf } from "./_text.ts";

/** A path in at most so many columns: members in its middle go first, for its ends say most. */
export function shortPath(path: string, columns: number): string {
  if (columnsOf(path) <= columns) return path;
  const [first, ...rest] = path.split(".");
  for (const i of rest.keys()) {
    if (i === 0) continue; // nothing is left out
    const shorter = `${first}.….${rest.slice(i).join(".")}`;
    if (columnsOf(shorter) <= columns) return shorter;
  }
  return clip(path, columns);
}
