import type { Label } from "../data/mod.ts";

/** Gives names that no column has: those wanted, with underscores added until they are free. */
export type Namer = (wanted: string) => string;

/** A source of new names beside those of a table; names that it gave are taken, too. */
export function namer(names: readonly string[]): Namer {
  const taken = new Set(names);
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) name += "_";
    taken.add(name);
    return name;
  };
}

/** The name of a column made of another: `feature__level`. */
export function partName(feature: string, part: Label): string {
  return `${feature}__${part}`;
}
