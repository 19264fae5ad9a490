import { brief } from "../../core/show.ts";
import { configured } from "../../core/configured.ts";
import { nested } from "../../core/schema.ts";
import type { Control, ControlMembers, ControlOf, Run } from "../control.ts";
import { FUNCTION } from "./_do_with.ts";
import { around, controlField } from "./_wrapped.ts";

/** Hyperparameters of {@linkcode withStateDo}. */
export interface WithStateDoParams {
  /** The control whose state is looked at. */
  readonly control: Control;
  /** What is called with it in each cycle. */
  readonly f: (state: unknown, run: Run) => unknown;
}

const tellIt: WithStateDoParams["f"] = (state, run) => run.tell(`state: ${brief(state)}`);

const make = configured<WithStateDoParams, ControlMembers<unknown>>(
  "WithStateDo",
  {
    control: controlField("the control whose state is looked at"),
    f: nested<WithStateDoParams["f"]>(tellIt, { ...FUNCTION, doc: "what is called with it in each cycle" }),
  },
  ({ control, f }) =>
    around(control, async (state, run) => {
      const next = await control.apply(state, run);
      await f(next, run);
      return next;
    }),
);

/** Applies a control, then calls `f` with its state; by default tells that. */
export function withStateDo(
  control: Control,
  f: WithStateDoParams["f"] = tellIt,
): ControlOf<WithStateDoParams> {
  return make({ control, f });
}
