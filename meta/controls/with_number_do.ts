import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<number>("WithNumberDo", {
  what: "number",
  valueOf: (run) => run.cycle,
  record: (number) => ({ number }),
});

/** Calls `f` with the number of the cycle, from 1, in each cycle; by default tells it. Its record is the last one. */
export function withNumberDo(
  f?: DoParams<number>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<number>> {
  return make(f, options);
}
