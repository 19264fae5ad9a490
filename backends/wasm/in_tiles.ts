import type { Stretch } from "../lowering/mod.ts";

/** Columns that a tile of a product makes; the last ones of a row, up to half as many, are summed in another order. */
const TILE = 8;

/**
 * Wanted stretches of a row of `width` numbers in whole tiles, so that each number is summed as in the product of the
 * whole row; but for those last ones, where that is so large that it is packed. Stretches are joined with what lies
 * between them where that does not take more tiles.
 */
export function inTiles(wanted: readonly Stretch[], width: number): readonly Stretch[] {
  const rest = width % TILE;
  const whole = rest > TILE / 2 ? width : width - rest;
  const runs = joined(wanted.filter(({ from }) => from < whole)).map((run) => {
    const size = tiles(run) * TILE;
    const from = Math.max(0, Math.min(run.from, whole - size));
    return { from, width: Math.min(size, whole - from) };
  });
  const reachesRest = wanted.some((stretch) => stretch.from + stretch.width > whole);
  return reachesRest ? [...runs, { from: whole, width: rest }] : runs;
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const stretch of stretches) {
    const last = runs.at(-1);
    const run = last && { from: last.from, width: stretch.from + stretch.width - last.from };
    if (run && tiles(run) <= tiles(last) + tiles(stretch)) runs[runs.length - 1] = run;
    else runs.push(stretch);
  }
  return runs;
}

function tiles({ width }: Stretch): number {
  return Math.ceil(width / TILE);
}
