import type { ControlOf } from "../control.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<number>("WithLossDo", {
  needs: ["loss"],
  what: "loss",
  valueOf: (run) => run.loss(),
  record: (loss) => ({ loss }),
});

/** Calls `f` with the loss in each cycle; by default tells it. Its record is the last loss. */
export function withLossDo(
  f?: DoParams<number>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<number>> {
  return make(f, options);
}
