import type { Event } from "../core/context.ts";

/** What a job tells. */
export type Progress = Extract<Event, { readonly type: "progress" }>;

/** A job in parts that is under way; times are in milliseconds. */
export interface Job {
  /** What it told last. */
  readonly now: Progress;
  /** When that was. */
  readonly moved: number;
  /** What it told first. */
  readonly first: Progress;
  /** When that was. */
  readonly began: number;
}

/** Where nothing moved for so long, there is more to say. */
export const QUIET = 2000;

/** The job after it told this: the same one that was under way, or another. */
export function jobAfter(
  told: Progress,
  { job, time }: { readonly job: Job | undefined; readonly time: number },
): Job {
  const goesOn = job !== undefined && told.done >= job.now.done;
  const { first, began } = goesOn ? job : { first: told, began: time };
  return { now: told, moved: time, first, began };
}

/** How far it is: `"Tuning Net: 12 of 60, best logLoss 0.1234, 1 min 5 s left"`. */
export function jobLine(job: Job, time: number): string {
  const { of, done, total, best } = job.now;
  const left = leftOf(job, time);
  return `${of}: ${done} of ${total}${best === undefined ? "" : `, best ${best}`}${left && `, ${left} left`}`;
}

// What is left takes as long as what was done under our eyes; parts that were done before tell nothing of the pace.
function leftOf({ now, moved, first, began }: Job, time: number): string {
  const parts = now.done - first.done;
  if (parts === 0 || time - began < QUIET) return "";
  const whole = (moved - began) / parts * (now.total - now.done);
  const left = Math.round((whole - (time - moved)) / 1000);
  return left > 0 ? durationOf(left) : "";
}

const UNITS = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]] as const;

// In two units at most: `"1 min 5 s"`.
function durationOf(seconds: number): string {
  const from = UNITS.findIndex(([, size]) => seconds >= size);
  let rest = seconds;
  const words = UNITS.slice(from, from + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? "" : `${count} ${unit}`;
  });
  return words.filter(Boolean).join(" ");
}
