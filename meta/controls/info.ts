import { configured } from "../../core/configured.ts";
import { nested } from "../../core/schema.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";
import { FUNCTION } from "./_do_with.ts";
import { textOf } from "./_text_of.ts";

/** Hyperparameters of {@linkcode info}. */
export interface InfoParams {
  /** What is told of the run. Default: how many iterations there were. */
  readonly f: (run: Run) => unknown;
}

const iterations = (run: Run) => `${run.iterations} iterations`;

const make = configured<InfoParams, ControlMembers<undefined>>(
  "Info",
  { f: nested<InfoParams["f"]>(iterations, { ...FUNCTION, doc: "what is told of the run" }) },
  ({ f }) => ({
    start: () => undefined,
    async apply(_, run) {
      run.tell(textOf(await f(run)));
      return undefined;
    },
  }),
);

/** Tells something of the run in each cycle, at verbosity 1. */
export function info(f: (run: Run) => unknown = iterations): ControlOf<InfoParams> {
  return make({ f });
}
