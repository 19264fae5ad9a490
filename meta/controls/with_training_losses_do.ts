import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";
import { trainingLosses } from "./_training_losses.ts";

const make = doWith<readonly number[]>("WithTrainingLossesDo", {
  needs: ["losses"],
  what: "training losses",
  valueOf: trainingLosses,
  record: (losses) => ({ trainingLoss: losses.at(-1) }),
});

/** Calls `f` with the training losses of each cycle; by default tells them. Its record is the last one. */
export function withTrainingLossesDo(
  f?: DoParams<readonly number[]>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<readonly number[]>> {
  return make(f, options);
}
