import type { Event, Listener } from "../core/context.ts";
import { type Screen, standardError } from "./screen.ts";
import { brief } from "../core/show.ts";

/** How much is told: 0 only warnings of controls, 1 notes and a progress line, 2 also details, decisions and the loss of each epoch. */
export type Verbosity = 0 | 1 | 2;

/** Options of {@linkcode progress}. */
export interface ProgressOptions {
  /** How much is told. Default 1. */
  readonly verbosity?: Verbosity;
  /** Where to. Default: the standard error stream, where there is one. */
  readonly screen?: Screen;
}

/** Moves to the start of the line and erases it. */
const ERASE = "\r\x1b[K";

/**
 * Tells what happens. On a terminal, one line that updates shows how far a job is, and vanishes when it is done;
 * where output is piped, that line is left out. Notes are told in any case from verbosity 1 on.
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
export function progress({ verbosity = 1, screen = standardError() }: ProgressOptions = {}): Listener {
  if (verbosity !== 0 && verbosity !== 1 && verbosity !== 2) {
    throw new RangeError(`Cannot tell at verbosity ${brief(verbosity)}: expected 0, 1 or 2`);
  }
  let shown = "";
  const update = (line: string, done: boolean) => {
    if (!screen.terminal || (line === shown && !done)) return;
    shown = line;
    screen.write(done ? ERASE : ERASE + line);
  };
  const say = (line: string) => screen.write((screen.terminal ? ERASE : "") + line + "\n");
  return (event) => {
    if (event.type === "note") {
      if (verbosity >= (event.level ?? 1)) say(`Note: ${event.message}`);
      return;
    }
    if (verbosity === 0) return;
    const line = verbosity === 2 ? detail(event) : undefined;
    if (event.type === "fail") update("", true);
    else if (line !== undefined) say(line);
    else if (event.type === "progress") {
      update(`${event.of}: ${event.done} of ${event.total}`, event.done === event.total);
    } else if (event.type === "epoch") {
      update(`Training ${event.of}: ${share(event)}`, event.epoch === event.epochs);
    }
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

type Epoch = Pick<Extract<Event, { readonly type: "epoch" }>, "epoch" | "epochs">;

// Where controls decide, nobody knows how many there will be.
function share({ epoch, epochs }: Epoch): string {
  return Number.isFinite(epochs) ? `${Math.floor(100 * epoch / epochs)} %` : `epoch ${epoch}`;
}

function epochOf({ epoch, epochs }: Epoch): string {
  return Number.isFinite(epochs) ? `${epoch} of ${epochs}` : String(epoch);
}
