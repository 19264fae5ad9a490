import { clock } from "../core/clock.ts";
import type { Event, Listener } from "../core/context.ts";
import { brief } from "../core/show.ts";
import { type Job, jobAfter, jobLine, type Progress, QUIET } from "./_job.ts";
import { type Line, lineOn } from "./_line.ts";
import { type Screen, standardError } from "./screen.ts";

/** How much is told: 0 only warnings of controls, 1 notes and a progress line, 2 also details, decisions and the loss of each epoch. */
export type Verbosity = 0 | 1 | 2;

/** Options of {@linkcode progress}. */
export interface ProgressOptions {
  /** How much is told. Default 1. */
  readonly verbosity?: Verbosity;
  /** Where to. Default: the standard error stream, where there is one. */
  readonly screen?: Screen;
  /** The clock, in milliseconds. Default: the runtime's own, which only moves forward. */
  readonly now?: () => number;
}

/** In so many milliseconds nobody reads a line twice. */
const SOON = 50;

/**
 * Tells what happens. On a terminal, one line that updates shows how far a job is, and vanishes when it is done;
 * where output is piped, that line is left out. Notes are told in any case from verbosity 1 on.
 *
 * Of jobs in parts, such as a search or an evaluation, the line shows the outermost: how many parts are done, the best so
 * far, and after two seconds the time that is left at this pace. Where that stands still for two seconds, training within
 * it is shown behind.
 *
 * @example
 * ```ts
 * import { progress } from "@attune/attune/listeners";
 * import assert from "node:assert/strict";
 *
 * const said: string[] = [];
 * const listen = progress({ verbosity: 2, screen: { terminal: false, write: (text) => said.push(text) } });
 * listen({ type: "epoch", of: "Net", epoch: 1, epochs: 10, loss: 0.51234 });
 * assert.deepEqual(said, ["Net: epoch 1 of 10, loss 0.5123\n"]);
 * ```
 */
export function progress(
  { verbosity = 1, screen = standardError(), now = clock }: ProgressOptions = {},
): Listener {
  if (verbosity !== 0 && verbosity !== 1 && verbosity !== 2) {
    throw new RangeError(`Cannot tell at verbosity ${brief(verbosity)}: expected 0, 1 or 2`);
  }
  const line = lineOn(screen);
  const follow = following(line, now);
  return (event) => {
    if (event.type === "note") {
      if (verbosity >= (event.level ?? 1)) line.say(`Note: ${event.message}`);
      return;
    }
    if (verbosity === 0) return;
    const told = verbosity === 2 ? detail(event) : undefined;
    if (told !== undefined) line.say(told);
    else follow(event);
  };
}

// Shows the outermost job that is under way, or training where there is none.
function following({ show, clear }: Line, now: () => number): Listener {
  let job: Job | undefined;
  let inner: string | undefined; // whose epochs are shown behind the job, of several that are trained at once
  let drawn = -Infinity;
  const draw = (time: number, behind = "") => {
    if (!job || time - drawn < SOON) return;
    drawn = time;
    show(jobLine(job, time) + behind);
  };
  const end = () => {
    job = undefined;
    drawn = -Infinity;
    clear();
  };
  const moved = (event: Progress) => {
    if (job && job.now.of !== event.of) return; // within it
    const time = now();
    job = jobAfter(event, { job, time });
    inner = undefined;
    if (event.done < event.total) draw(time);
    else end();
  };
  const trained = (event: Epoch) => {
    const ended = event.epoch === event.epochs;
    if (!job) return ended ? clear() : show(`Training ${shareOf(event)}`);
    inner ??= event.of;
    if (event.of !== inner) return;
    if (ended) inner = undefined;
    const time = now();
    if (time - job.moved >= QUIET) draw(time, ` (${shareOf(event)})`);
  };
  return (event) => {
    if (event.type === "progress") moved(event);
    else if (event.type === "epoch") trained(event);
    else if (event.type === "fail") end();
  };
}

function detail(event: Event): string | undefined {
  switch (event.type) {
    case "fit":
      return `Training ${event.kind}`;
    case "update":
      return `Updating ${event.kind}`;
    case "keep":
      return `Not retraining ${event.kind}: nothing changed; fit({ force: true }) trains anew`;
    case "epoch":
      return `${event.of}: epoch ${epochOf(event)}, loss ${event.loss.toPrecision(4)}`;
    default:
      return undefined;
  }
}

type Epoch = Extract<Event, { readonly type: "epoch" }>;

// Where controls decide, nobody knows how many there will be.
function shareOf({ of, epoch, epochs }: Epoch): string {
  return `${of}: ${Number.isFinite(epochs) ? `${Math.floor(100 * epoch / epochs)} %` : `epoch ${epoch}`}`;
}

function epochOf({ epoch, epochs }: Epoch): string {
  return Number.isFinite(epochs) ? `${epoch} of ${epochs}` : String(epoch);
}
