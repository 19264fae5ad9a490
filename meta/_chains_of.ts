import { diff, get } from "../core/params.ts";
import { MODEL_PATH } from "./_candidates.ts";
import type { Candidate, Chain } from "./_run_chain.ts";
import type { Space } from "./search.ts";

/**
 * Candidates that differ in their iterations alone, together, from few to many; others by themselves. In the order of the
 * first of each.
 */
export function chainsOf<X, Y, Z>(
  candidates: readonly Candidate<X, Y, Z>[],
  space: Space,
): readonly Chain<X, Y, Z>[] {
  const name = namerOf(space);
  const chains = new Map<string, Candidate<X, Y, Z>[]>();
  for (const candidate of candidates) {
    const alone = candidate.trial.iterations !== undefined || candidate.trial.from !== undefined ||
      candidate.trial.keep;
    const key = alone ? `alone ${candidate.number}` : name(candidate);
    const chain = chains.get(key);
    if (chain) chain.push(candidate);
    else chains.set(key, [candidate]);
  }
  return [...chains.values()].map((chain) => chain.length > 1 ? chain.sort(byIterations) : chain);
}

function byIterations<X, Y, Z>(a: Candidate<X, Y, Z>, b: Candidate<X, Y, Z>): number {
  return iterationsOf(a) - iterationsOf(b) || a.number - b.number;
}

function iterationsOf<X, Y, Z>({ model }: Candidate<X, Y, Z>): number {
  return Number(get(model, model.traits.iteration!)); // only those that count iterations are put together
}

// Gives equal names to candidates that differ in their iterations alone.
function namerOf<X, Y, Z>({ iteration, paths, ranges }: Space): (candidate: Candidate<X, Y, Z>) => string {
  if (ranges.length === 1 && paths[0] === MODEL_PATH) return modelNamer();
  const skipped = iteration ? paths.indexOf(iteration.path) : -1;
  if (skipped < 0) return ({ number }) => String(number);
  const numbers = new Map<unknown, number>(); // values of ranges are the same objects each time
  return ({ trial: { values } }) =>
    values.map((value, i) => {
      if (i === skipped) return "";
      if (!numbers.has(value)) numbers.set(value, numbers.size);
      return numbers.get(value);
    }).join(" ");
}

// Of listed models: the first that differs in nothing else.
function modelNamer<X, Y, Z>(): (candidate: Candidate<X, Y, Z>) => string {
  const firsts: Candidate<X, Y, Z>[] = [];
  return (candidate) => {
    const { iteration } = candidate.model.traits;
    const first = iteration === undefined
      ? undefined
      : firsts.find(({ model }) => diff(model, candidate.model).every((path) => path === iteration));
    if (!first) firsts.push(candidate);
    return String((first ?? candidate).number);
  };
}
