import type { Context } from "../core/context.ts";
import type { Rng } from "../core/rng.ts";
import { eventOf } from "./_event_of.ts";

/** A part of a job that makes several fits. */
export interface PartOf {
  /** What it is called: `"Ensemble, member 3 of 10"`. */
  readonly name: string;
  /** Its chance. */
  readonly rng: Rng;
  /** Notes that the job has told already: each is told once. */
  readonly told: Set<string>;
}

/** The context of a part: epochs under its name, and a note once. */
export function partContext(context: Context, { name, rng, told }: PartOf): Context {
  return {
    ...context,
    rng,
    emit(own) {
      const event = eventOf(name, own);
      if (event.type === "note" && told.has(event.message)) return;
      if (event.type === "note") told.add(event.message);
      context.emit(event);
    },
  };
}
