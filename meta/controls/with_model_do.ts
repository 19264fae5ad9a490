import type { Model } from "../../core/model.ts";
import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<Model>("WithModelDo", {
  needs: ["model"],
  what: "model",
  show: String,
  valueOf: (run) => run.subject.model!, // it was seen to be there
});

/** Calls `f` in each cycle with the model, as it was trained last; by default tells it. */
export function withModelDo(
  f?: DoParams<Model>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<Model>> {
  return make(f, options);
}
