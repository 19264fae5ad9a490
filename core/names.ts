import { brief } from "./show.ts";

/** Refuses a record with a name that is not among the known ones, and says which was meant. */
// deno-lint-ignore attune/two-positional -- of what, which, among which
export function checkNames(kind: string, given: object, known: readonly string[]): void {
  if (typeof given !== "object" || given === null) {
    throw new TypeError(`Cannot take ${brief(given)} as options of ${kind}: give them by name, in a record`);
  }
  const odd = Object.keys(given).find((name) => !known.includes(name));
  if (odd !== undefined) throw new TypeError(unknownName(kind, odd, known));
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const list = known.length ? `known parameters are ${known.join(", ")}` : `it has no parameters`;
  return `Cannot set "${name}" of ${kind}: ${list}${hint(name, known)}`;
}

/** What to add to the refusal of a name that is like a known one: `; did you mean "epochs"?` */
export function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** The known name most like `name`, if one is like enough: at most a third of its letters differ, and not all. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(name.length, Math.max(1, Math.floor(name.length / 3)) + 1);
  for (const candidate of known) {
    const distance = edits(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

// Levenshtein 1966: insertions, deletions and substitutions between two words.
function edits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
