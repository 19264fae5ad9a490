import { clip, columnsOf } from "./_text.ts";

/**
 * Paths in at most so many columns each, no two alike: members in the middle go first, then all before them, then letters;
 * what would stand for another path too is passed over.
 */
export function shortPaths(paths: readonly string[], columns: number): readonly string[] {
  const forms = paths.map((path) => formsOf(path, columns));
  return paths.map((path, i) => {
    const isOwn = (form: string) => forms.every((others, j) => j === i || !others.includes(form));
    const number = ` #${i + 1}`;
    return forms[i]!.find(isOwn) ?? `${clip(path, columns - number.length)}${number}`;
  });
}

/** A path in at most so many columns. */
export function shortPath(path: string, columns: number): string {
  return shortPaths([path], columns)[0]!;
}

function formsOf(path: string, columns: number): readonly string[] {
  const [first, ...rest] = path.split(".");
  const tails = rest.map((_, i) => rest.slice(i).join("."));
  const forms = [
    path,
    ...tails.slice(1).map((tail) => `${first}…${tail}`),
    ...tails.map((tail) => `…${tail}`),
  ];
  return [...forms.filter((form) => columnsOf(form) <= columns), clip(path, columns)];
}
