import { type Body, type EachBody, type GroupBody, LANES } from "./body.ts";
import { groupsOf } from "./groups_of.ts";

/** How often the loops of an invocation go round, for a batch of so many rows, where a kernel is dispatched by itself. */
export function roundsApart(body: Body, rows: number): number {
  const own = body.rounds?.(rows) ?? 0;
  if (body.form !== "each") return own;
  const [groups] = groupsOf(body)(rows);
  return Math.ceil(countOf(body, rows) / (LANES * groups)) * (1 + own);
}

/** The same where one workgroup carries out all kernels of a step. */
export function roundsTogether(bodies: readonly (EachBody | GroupBody)[], rows: number): number {
  return bodies.reduce((sum, body) => {
    const own = body.rounds?.(rows) ?? 0;
    return sum + (body.form === "each" ? Math.ceil(countOf(body, rows) / LANES) * (1 + own) : own);
  }, 1);
}

function countOf({ perRow = 0, fixed = 0 }: EachBody, rows: number): number {
  return perRow * rows + fixed;
}
