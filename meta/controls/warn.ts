import { configured } from "../../core/configured.ts";
import { counted } from "../../core/show.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";
import { type Message, messageField, messageIn, predicateField } from "./_message.ts";
import { textOf } from "./_text_of.ts";

/** Hyperparameters of {@linkcode warn}. */
export interface WarnParams {
  /** When to warn. */
  readonly predicate: (run: Run) => unknown;
  /** What is told, or a function of the run that gives it. Default: that there is a warning. */
  readonly message: Message;
}

const make = configured<WarnParams, ControlMembers<readonly unknown[]>>(
  "Warn",
  { predicate: predicateField("when to warn"), message: messageField("Warn: its predicate holds") },
  ({ predicate, message }) => ({
    start: () => [],
    async apply(warnings, run) {
      if (await predicate(run) !== true) return warnings;
      const warning = await messageIn(run, message);
      run.tell(textOf(warning), 0);
      return [...warnings, warning];
    },
    finish(warnings, run) {
      if (warnings.length > 0) run.tell(`warned ${counted(warnings.length, "time")}`, 2);
      return warnings;
    },
    record: (warnings) => ({ warnings }),
  }),
);

/** Warns in each cycle in which `predicate` gives true, at any verbosity. Its record are the warnings. */
export function warn(
  predicate: (run: Run) => unknown,
  options: Partial<Pick<WarnParams, "message">> = {},
): ControlOf<WarnParams> {
  return make({ ...options, predicate });
}
