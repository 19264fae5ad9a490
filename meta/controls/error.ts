import { configured } from "../../core/configured.ts";
import { nested } from "../../core/schema.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";
import { type Message, messageField, messageIn, predicateField } from "./_message.ts";
import { textOf } from "./_text_of.ts";

/** Hyperparameters of {@linkcode error}. */
export interface ErrorParams {
  /** When there is an error. */
  readonly predicate: (run: Run) => unknown;
  /** What is told, or a function of the run that gives it. Default: that there is an error. */
  readonly message: Message;
  /** What is thrown, at once; if absent, training stops at the end of the cycle. */
  readonly exception: Error | undefined;
}

interface Failed {
  readonly error?: unknown;
}

const make = configured<ErrorParams, ControlMembers<Failed>>(
  "Error",
  {
    predicate: predicateField("when there is an error"),
    message: messageField("its predicate holds"),
    exception: nested<Error | undefined>(undefined, {
      expected: "an error, e.g. new Error(…)",
      is: (value) => value instanceof Error,
      doc: "what is thrown",
    }),
  },
  ({ predicate, message, exception }) => ({
    start: () => ({}),
    async apply(state, run) {
      if (await predicate(run) !== true) return state;
      const error = await messageIn(run, message);
      run.tell(`error: ${textOf(error)}`, 0);
      if (exception) throw exception;
      return { error };
    },
    done: (state) => "error" in state ? `Error: ${textOf(state.error)}` : undefined,
    record: (state) => state,
  }),
);

/** Tells of an error, and stops, in the cycle in which `predicate` gives true. Its record is the error. */
export function error(
  predicate: (run: Run) => unknown,
  options: Partial<Omit<ErrorParams, "predicate">> = {},
): ControlOf<ErrorParams> {
  return make({ ...options, predicate });
}
