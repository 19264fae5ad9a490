import { significant } from "../../core/show.ts";
import type { ControlOf } from "../control.ts";
import type { Judgement } from "../judgement.ts";
import { type DoOptions, type DoParams, doWith } from "./_do_with.ts";

const make = doWith<Judgement>("WithEvaluationDo", {
  needs: ["evaluation"],
  what: "evaluation",
  valueOf: (run) => run.subject.evaluation!(), // it was seen to be there
  show: ({ measure, measurement }) => `${measure} ${significant(measurement, 4)}`,
});

/**
 * Calls `f` in each cycle with what was predicted of the rows held out, and how that was judged; by default tells it.
 * Further measures can be taken of it.
 */
export function withEvaluationDo(
  f?: DoParams<Judgement>["f"],
  options: DoOptions = {},
): ControlOf<DoParams<Judgement>> {
  return make(f, options);
}
