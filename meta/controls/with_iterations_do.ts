import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<number>("WithIterationsDo", {
  what: "iterations",
  valueOf: (run) => run.iterations,
});

/** Calls `f` with the number of iterations trained in all, in each cycle; by default tells it. */
export function withIterationsDo(
  f?: DoParams<number>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<number>> {
  return make(f, options);
}
