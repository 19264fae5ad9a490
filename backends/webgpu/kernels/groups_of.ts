import { type Body, LANES } from "./body.ts";

/** Workgroups for a batch of so many rows, first and second dimension. */
export type Groups = (rows: number) => readonly [number, number];

/** Workgroups that a dimension can have. */
const MOST_GROUPS = 65535;

/** Workgroups that carry out a kernel. */
export function groupsOf(body: Body): Groups {
  if (body.form === "tiles") return body.groups;
  if (body.form === "group") return () => [1, 1];
  const { perRow = 0, fixed = 0 } = body;
  return (rows) => [Math.min(MOST_GROUPS, Math.max(1, Math.ceil((perRow * rows + fixed) / LANES))), 1];
}
