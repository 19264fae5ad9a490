import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import type { Control, ControlMembers, ControlOf, Run } from "../control.ts";
import { around, controlField } from "./_wrapped.ts";

/** Hyperparameters of {@linkcode louder}. */
export interface LouderParams {
  /** What is made louder. */
  readonly control: Control;
  /** By how much. Default 1; less than 0 makes it quieter. */
  readonly by: number;
}

const make = configured<LouderParams, ControlMembers<unknown>>(
  "Louder",
  { control: controlField("what is made louder"), by: integer(1, { doc: "by how much" }) },
  ({ control, by }) => {
    const loud = (run: Run): Run =>
      Object.create(run, { tell: { value: (message: string, level = 1) => run.tell(message, level - by) } });
    const members = around(control, (state, run) => control.apply(state, loud(run)));
    return control.finish
      ? { ...members, finish: (state, run) => control.finish?.(state, loud(run)) }
      : members;
  },
);

/** A control whose messages are told at a verbosity that is less by 1, or by `by`. */
export function louder(control: Control, by = 1): ControlOf<LouderParams> {
  return make({ control, by });
}
