import type { Event } from "../core/context.ts";

/** An event of a part of a job: epochs stand under its name, and what was told at a level is told more quietly, and by name. */
export function eventOf(name: string, event: Event): Event {
  if (event.type === "epoch") return { ...event, of: name };
  if (event.type !== "note" || event.level === undefined) return event;
  return { ...event, level: event.level + 1, message: `${name}: ${event.message}` };
}

/** Whether an event tells what a machine or a wrapper decided: to fit, to go on, or to keep. */
export function isDecision({ type }: Event): boolean {
  return type === "fit" || type === "update" || type === "keep";
}
