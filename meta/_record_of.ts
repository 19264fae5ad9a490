import { controlLine } from "./_control_line.ts";
import type { Control } from "./control.ts";
import type { ControlRecord } from "./controlled.ts";

/** What is reported of a control in this state, and why it stopped training, if it did. */
export function recordOf(
  control: Control,
  { state, stopped }: { readonly state: unknown; readonly stopped: string | undefined },
): ControlRecord {
  const record = control.record?.(state);
  return Object.freeze({
    control: controlLine(control),
    ...(stopped !== undefined && { stopped }),
    ...(record !== undefined && { record }),
  });
}
