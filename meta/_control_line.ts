import { brief } from "../core/show.ts";
import type { Control } from "./control.ts";

/** Whether a value is a control. */
export function isControl(value: unknown): value is Control {
  return typeof value === "object" && value !== null && "start" in value && "apply" in value;
}

/** A control in one line: `Skip(control = Patience(n = 5), predicate = 2)`. */
export function controlLine({ kind, params }: Pick<Control, "kind" | "params">): string {
  const given = Object.entries(params).filter(([_, value]) => value !== undefined);
  const entries = given.map(([name, value]) => `${name} = ${inLine(value)}`);
  return entries.length > 0 ? `${kind}(${entries.join(", ")})` : kind;
}

function inLine(value: unknown): string {
  if (Array.isArray(value) && value.every(isControl)) return `[${value.map(controlLine).join(", ")}]`;
  return isControl(value) ? controlLine(value) : brief(value);
}
