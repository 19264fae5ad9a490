import type { Rule } from "../../core/layer.ts";

/** A link of the optimiser with its place in the chain. */
export interface Link {
  readonly rule: Rule;
  readonly index: number;
}

/** Links that go over the weights together. */
export interface Pass {
  readonly links: readonly Link[];
  /** It runs in steps whose scalars reach beyond so many links. */
  readonly behind: number;
  /** Asked for by the first link. */
  readonly norm: Rule["norm"];
  /** Goes on to the next pass only each n-th time. */
  readonly every: number;
  /** Whether weights move at its end. */
  readonly moves: boolean;
}

/** Links run in one pass as long as none needs the norm of what comes before it, and none may wait. */
export function passesOf(rules: readonly Rule[]): Pass[] {
  const groups: Link[][] = [[]];
  rules.forEach((rule, index) => {
    if (rule.norm && groups.at(-1)!.length > 0) groups.push([]);
    groups.at(-1)!.push({ rule, index });
    if (rule.every !== undefined) groups.push([]);
  });
  return groups.map((links, i) => ({
    links,
    behind: links[0]?.index ?? rules.length,
    norm: links[0]?.rule.norm,
    every: links.at(-1)?.rule.every ?? 1,
    moves: i === groups.length - 1,
  }));
}
