import type { Context } from "../core/context.ts";
import { isDecision } from "./_event_of.ts";

/** A context for what a wrapper fits: what is decided there, to fit, to go on or to keep, is not told. */
export function withoutDecisions(context: Context): Context {
  return {
    ...context,
    emit(event) {
      if (!isDecision(event)) context.emit(event);
    },
  };
}
