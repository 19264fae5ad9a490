import type { Label } from "./categorical.ts";

/** Gives a new name for each end, `start` before it: `("colour__", ["blue", "red"])` to `["colour__blue", "colour__red"]`. */
export type Namer = (start: string, ends: readonly Label[]) => readonly string[];

/**
 * A source of names for new columns beside those with these `names`. What is asked for at a time stays alike: where one
 * of its names is taken, all get as many underscores more behind `start` as it takes for none to be, as in MLJFlux, which
 * turns `feat_1`, `feat_2` into `feat__1`, `feat__2`. Ends that read alike, as 1 and "1", are told apart by underscores
 * behind. Names that it gave are taken from then on.
 */
export function namer(names: readonly string[]): Namer {
  const taken = new Set(names);
  return (start, ends) => {
    const texts = distinct(ends);
    for (let stem = start;; stem += "_") {
      const made = texts.map((text) => stem + text);
      if (made.some((name) => taken.has(name))) continue;
      made.forEach((name) => taken.add(name));
      return made;
    }
  };
}

function distinct(ends: readonly Label[]): readonly string[] {
  const used = new Set<string>();
  return ends.map((end) => {
    let text = String(end);
    while (used.has(text)) text += "_";
    used.add(text);
    return text;
  });
}
