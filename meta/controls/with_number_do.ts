import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<number>("WithNumberDo", {
  what: "number",
  valueOf: (_, number) => number,
  record: (number) => ({ number }),
});

/** Calls `f` with the number of times that it was called, from 1; by default tells it. Its record is the last number. */
export function withNumberDo(
  f?: DoParams<number>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<number>> {
  return make(f, options);
}
