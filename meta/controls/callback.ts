import type { ControlOf, Run } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<Run>("Callback", { what: "run", valueOf: (run) => run });

/** Calls `f` with the run in each cycle. */
export function callback(f: (run: Run) => unknown, options: DoOptions = {}): ControlOf<DoParams<Run>> {
  return make(f, options);
}
