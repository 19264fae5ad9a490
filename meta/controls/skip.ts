import { configured } from "../../core/configured.ts";
import { required } from "../../core/schema.ts";
import type { Control, ControlMembers, ControlOf } from "../control.ts";
import { around, controlField } from "./_wrapped.ts";

/** Hyperparameters of {@linkcode skip}. */
export interface SkipParams {
  /** What is skipped. */
  readonly control: Control;
  /** In which cycles it is not: every so many-th, or those for whose number this gives true. */
  readonly predicate: number | ((cycle: number) => boolean);
}

const make = configured<SkipParams, ControlMembers<unknown>>(
  "Skip",
  {
    control: controlField("what is skipped"),
    predicate: required<SkipParams["predicate"]>({
      expected: "an integer ≥ 1, or a function of the number of the cycle",
      is: (value) => typeof value === "function" || (Number.isSafeInteger(value) && Number(value) >= 1),
      doc: "in which cycles it is not",
    }),
  },
  ({ control, predicate }) => {
    const due = (cycle: number) =>
      typeof predicate === "function" ? predicate(cycle) : cycle % predicate === 0;
    return around(control, (state, run) => due(run.cycle) ? control.apply(state, run) : state);
  },
);

/** A control that is applied only in every so many-th cycle, or in those for whose number `predicate` gives true. */
export function skip(control: Control, predicate: SkipParams["predicate"]): ControlOf<SkipParams> {
  return make({ control, predicate });
}
