import { CONTESTANTS } from "./contestants.ts";
import type { Turns } from "./take_turns.ts";
import type { Workload } from "./workloads.ts";

/** Whose losses, or predictions, lie too far from the first contestant's, in words. */
export function disagreements(workload: Workload, turns: readonly Turns[]): readonly string[] {
  const [first, ...others] = turns;
  if (!first) return [];
  return others.flatMap(({ id, check }) => {
    const { tolerance } = CONTESTANTS.find((c) => c.id === id)!;
    const allowed = tolerance(workload);
    const far = Math.max(...check.map((value, i) => distance(value, first.check[i]!)));
    if (check.length === first.check.length && far <= allowed) return [];
    return [
      `${workload.id}: ${id} and ${first.id} DISAGREE by ${far.toExponential(1)}, ${allowed} is allowed: ` +
      `${check.slice(0, 3).map(shown)} and ${first.check.slice(0, 3).map(shown)}`,
    ];
  });
}

// NaN is as far from everything as can be.
function distance(a: number, b: number): number {
  const far = Math.abs(a - b) / Math.max(Math.abs(b), 1e-3);
  return Number.isNaN(far) ? Infinity : far;
}

function shown(value: number): string {
  return value.toPrecision(6);
}
