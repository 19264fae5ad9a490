import { type Body, type EachBody, type GroupBody, LANES } from "./body.ts";
import { groupsOf } from "./groups_of.ts";

/** How often the loops of an invocation go round, for a batch of so many rows, where a kernel is dispatched by itself. */
export function roundsApart(body: Body, rows: number): number {
  if (body.form !== "each") return body.rounds?.(rows) ?? 0;
  const [groups] = groupsOf(body)(rows);
  return ofEach(body, { rows, turns: Math.ceil(countOf(body, rows) / (LANES * groups)) });
}

/** The same where one workgroup carries out all kernels of a step. */
export function roundsTogether(bodies: readonly (EachBody | GroupBody)[], rows: number): number {
  return bodies.reduce((sum, body) => {
    if (body.form === "group") return sum + (body.rounds?.(rows) ?? 0);
    return sum + ofEach(body, { rows, turns: Math.ceil(countOf(body, rows) / LANES) });
  }, 1);
}

/** Rounds of loops that compilers put around functions which may return early. */
const RETURNS = 2;

function ofEach(
  { rounds, detours }: EachBody,
  { rows, turns }: { readonly rows: number; readonly turns: number },
): number {
  return 1 + turns * (1 + RETURNS + (rounds?.(rows) ?? 0)) + (detours?.(rows, turns) ?? 0);
}

function countOf({ perRow = 0, fixed = 0 }: EachBody, rows: number): number {
  return perRow * rows + fixed;
}
