import type { Report } from "../../core/model.ts";
import type { ControlOf } from "../control.ts";
import { learnedIn } from "./_learned_in.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<Report>("WithReportDo", {
  needs: ["model"],
  what: "report",
  valueOf: (run) => learnedIn(run).report,
});

/** Calls `f` in each cycle with the report of the model, as it stands; by default tells it. */
export function withReportDo(
  f?: DoParams<Report>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<Report>> {
  return make(f, options);
}
