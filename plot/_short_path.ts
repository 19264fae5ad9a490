import { clip, columnsOf } from "./_text.ts";

/** A path in at most so many columns: members in its middle go first, for its ends say most. */
export function shortPath(path: string, columns: number): string {
  if (columnsOf(path) <= columns) return path;
  const [first, ...rest] = path.split(".");
  const tails = rest.map((_, i) => rest.slice(i).join("."));
  const shorter = [
    ...tails.slice(1).map((tail) => `${first}…${tail}`),
    ...tails.map((tail) => `…${tail}`),
  ];
  return shorter.find((each) => columnsOf(each) <= columns) ?? clip(path, columns);
}
