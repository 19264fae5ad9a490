import type { ScoredTargets } from "./_scored_targets.ts";

/** A line through points that rises, or stays level, from each to the next. */
export interface Rising {
  readonly scores: readonly number[];
  readonly values: readonly number[];
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly mass: number;
  readonly value: number;
}

/** The rising values nearest to the targets in squares: isotonic regression by pooling adjacent violators. */
export function fitIsotonic(scored: ScoredTargets): Rising {
  const blocks: Block[] = [];
  for (const one of ascending(scored)) {
    let block = one;
    for (let last = blocks.at(-1); last && last.value >= block.value; last = blocks.at(-1)) {
      blocks.pop();
      block = pooled(last, block);
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap(({ first, last, value }) =>
    first === last ? [{ score: first, value }] : [{ score: first, value }, { score: last, value }]
  );
  return { scores: knots.map(({ score }) => score), values: knots.map(({ value }) => value) };
}

/** The line's value at a score; before its first point and behind its last one as there. */
export function risingAt(score: number, { scores, values }: Rising): number {
  let [low, high] = [0, scores.length - 1];
  if (score <= scores[low]!) return values[low]!;
  if (score >= scores[high]!) return values[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (scores[middle]! <= score) low = middle;
    else high = middle;
  }
  const share = (score - scores[low]!) / (scores[high]! - scores[low]!);
  return values[low]! + share * (values[high]! - values[low]!);
}

// A block for each score, in ascending order; rows that do not count left out.
function ascending({ scores, targets, weights }: ScoredTargets): Block[] {
  const order = Array.from(scores.keys()).filter((row) => weights[row]! > 0);
  order.sort((a, b) => scores[a]! - scores[b]!);
  const blocks: Block[] = [];
  for (const row of order) {
    const score = scores[row]!;
    const one = { first: score, last: score, mass: weights[row]!, value: targets[row]! };
    const last = blocks.at(-1);
    if (last?.first === score) blocks.push(pooled(blocks.pop()!, one));
    else blocks.push(one);
  }
  return blocks;
}

function pooled(a: Block, b: Block): Block {
  const mass = a.mass + b.mass;
  return { first: a.first, last: b.last, mass, value: (a.mass * a.value + b.mass * b.value) / mass };
}
