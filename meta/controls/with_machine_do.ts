import type { ControlOf } from "../control.ts";
import type { AnyMachine } from "../trainable.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<AnyMachine>("WithMachineDo", {
  needs: ["machine"],
  what: "machine",
  show: String,
  valueOf: (run) => run.subject.machine!(), // it was seen to be there
});

/**
 * Calls `f` in each cycle with a machine of the model as it was trained last, on the rows that it learns from: to save it, or
 * to look at it. It must not be fitted or disposed of: what it learned is trained further. By default tells it. Throws a
 * TypeError in a fold or a member of an ensemble, which have no seed of their own.
 */
export function withMachineDo(
  f?: DoParams<AnyMachine>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<AnyMachine>> {
  return make(f, options);
}
