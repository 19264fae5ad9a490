import type { Scitype } from "../core/observations.ts";
import type { Column } from "./column.ts";
import type { Scitypes, Table } from "./table.ts";

/**
 * How `autotype` may judge a column: few different values make it a class; counts are measurements; text is a class.
 */
export type AutotypeRule = "fewToFinite" | "discreteToContinuous" | "stringToMulticlass";

/** What `autotype` may be told. */
export interface AutotypeOptions {
  /** The rules, in the order in which they apply; `["fewToFinite"]` by default. */
  readonly rules?: readonly AutotypeRule[];
  /** Whether columns whose scitype would stay are left out; true by default. */
  readonly onlyChanges?: boolean;
}

/**
 * Suggests scitypes by looking at the values: something to read, correct and give to `coerce`.
 *
 * @example
 * ```ts
 * import { autotype, coerce, table } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const people = table({ sex: ["f", "m", "f", "f", "m"], height: [1.6, 1.7, 1.5, 1.8, 1.9] });
 * assert.deepEqual(autotype(people), { sex: "Multiclass" });
 * assert.equal(coerce(people, autotype(people)).column("sex").scitype, "Multiclass");
 * ```
 */
export function autotype(
  table: Table,
  { rules = ["fewToFinite"], onlyChanges = true }: AutotypeOptions = {},
): Scitypes {
  const suggested = table.names.map((name): [string, Scitype] => {
    const column = table.column(name);
    let scitype: Scitype = column.scitype;
    for (const rule of rules) scitype = apply(rule, column, scitype);
    return [name, scitype];
  });
  return Object.freeze(Object.fromEntries(
    suggested.filter(([name, scitype]) => !onlyChanges || scitype !== table.column(name).scitype),
  ));
}

function apply(rule: AutotypeRule, column: Column, scitype: Scitype): Scitype {
  switch (rule) {
    case "fewToFinite":
      return fewToFinite(column, scitype);
    case "discreteToContinuous":
      return scitype === "Count" ? "Continuous" : scitype;
    case "stringToMulticlass":
      return scitype === "Textual" ? "Multiclass" : scitype;
    default: {
      const rest: never = rule;
      throw new TypeError(
        `Cannot suggest scitypes by the rule ${JSON.stringify(rest)}: it is unknown; ` +
          "choose fewToFinite, discreteToContinuous or stringToMulticlass",
      );
    }
  }
}

// Few is at most a tenth of the rows, but always 4, and never more than 100 (few_to_finite of ScientificTypes).
function fewToFinite(column: Column, scitype: Scitype): Scitype {
  if ("codes" in column) return booleans(column.levels) ? "OrderedFactor" : scitype;
  const few = Math.max(Math.min(column.size / 10, 100), 4);
  const distinct = column.scitype === "Textual"
    ? new Set(column.values.filter((value) => value !== null)).size
    : new Set(column.values.filter((value) => !Number.isNaN(value))).size;
  if (distinct > few) return scitype;
  return column.scitype === "Textual" ? "Multiclass" : "OrderedFactor";
}

function booleans(levels: readonly unknown[]): boolean {
  return levels.length > 0 && levels.every((level) => typeof level === "boolean");
}
