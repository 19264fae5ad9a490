import type { Scitype } from "../core/observations.ts";

/** Scitypes that columns of tables may have. */
export const COLUMN_SCITYPES = Object.freeze(
  ["Continuous", "Count", "Multiclass", "OrderedFactor", "Textual"] as const satisfies readonly Scitype[],
);
