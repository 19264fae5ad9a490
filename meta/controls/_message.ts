import { type Field, nested, required } from "../../core/schema.ts";
import type { Run } from "../control.ts";
import { FUNCTION } from "./_do_with.ts";

/** What is told, or a function of the run that gives it. */
export type Message = string | ((run: Run) => unknown);

/** The hyperparameter that says when something is told. */
export function predicateField(doc: string): Field<(run: Run) => unknown> {
  return required<(run: Run) => unknown>({ ...FUNCTION, doc });
}

/** The hyperparameter that says what is told. */
export function messageField(fallback: string): Field<Message> {
  return nested<Message>(fallback, {
    expected: "text, or a function of the run",
    is: (value) => typeof value === "string" || typeof value === "function",
    doc: "what is told",
  });
}

/** What is told of this run. */
export async function messageIn(run: Run, message: Message): Promise<unknown> {
  return typeof message === "function" ? await message(run) : message;
}
