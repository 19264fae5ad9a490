import type { Learned } from "../../core/model.ts";
import type { ControlOf } from "../control.ts";
import { learnedIn } from "./_learned_in.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<Learned>("WithLearnedDo", {
  needs: ["model"],
  what: "learned",
  valueOf: (run) => learnedIn(run),
  show: String,
});

/**
 * Calls `f` in each cycle with what the model has learned so far, which it must not dispose of or keep; by default tells
 * it.
 */
export function withLearnedDo(
  f?: DoParams<Learned>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<Learned>> {
  return make(f, options);
}
