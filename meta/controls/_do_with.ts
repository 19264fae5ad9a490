import { configured } from "../../core/configured.ts";
import { type Field, flag, nested } from "../../core/schema.ts";
import { brief } from "../../core/show.ts";
import type { Control, ControlMembers, ControlOf, Run } from "../control.ts";

/** Hyperparameters of a control that calls a function with something of the run. */
export interface DoParams<T> {
  /** What is called in each cycle; it may give a promise. */
  readonly f: (value: T, run: Run) => unknown;
  /** Whether training stops when the function gives true. Default false. */
  readonly stopIfTrue: boolean;
  /** The reason that is told then. Default: that this control was asked to stop. */
  readonly stopMessage: string | undefined;
}

/** Whether a control that calls a function stops training by it. */
export type DoOptions = Partial<Omit<DoParams<never>, "f">>;

/** What a control calls a function with. */
export interface DoingWith<T> extends Pick<Control, "needs"> {
  /** What it is called where it is told. */
  readonly what: string;
  /** The value in this cycle. */
  valueOf(run: Run): T | Promise<T>;
  /** How the value is told. Default: as in messages. */
  show?(value: T): string;
  /** What is reported in the end, of the last value. */
  record?(value: T): unknown;
}

interface Called<T> {
  readonly value: T;
  readonly stop: boolean;
}

/** Whether a value is a function. */
export const FUNCTION = {
  expected: "a function",
  is: (value: unknown): boolean => typeof value === "function",
};

/** Some text, or none. */
export function textField(doc: string): Field<string | undefined> {
  return nested<string | undefined>(undefined, { expected: "text", is: (v) => typeof v === "string", doc });
}

/** A kind of control that calls a function; where none is given, it tells the value. */
export function doWith<T>(
  kind: string,
  { needs, what, valueOf, show = brief, record }: DoingWith<T>,
): (f: DoParams<T>["f"] | undefined, options: DoOptions) => ControlOf<DoParams<T>> {
  const tellIt: DoParams<T>["f"] = (value, run) => run.tell(`${what}: ${show(value)}`);
  const make = configured<DoParams<T>, ControlMembers<Called<T> | undefined>>(
    kind,
    {
      f: nested<DoParams<T>["f"]>(tellIt, { ...FUNCTION, doc: "what is called in each cycle" }),
      stopIfTrue: flag(false, "whether training stops when it gives true"),
      stopMessage: textField("the reason that is told then"),
    },
    ({ f, stopIfTrue, stopMessage = `${kind}: it was asked to stop` }) => ({
      ...(needs && { needs }),
      start: () => undefined,
      async apply(_, run) {
        const value = await valueOf(run);
        return { value, stop: await f(value, run) === true };
      },
      ...(stopIfTrue && { done: (last) => last?.stop ? stopMessage : undefined }),
      ...(record && { record: (last) => last && record(last.value) }),
    }),
  );
  return (f, options) => make({ ...options, ...(f && { f }) });
}
