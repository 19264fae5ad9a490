import { type Field, required } from "../../core/schema.ts";
import { isControl } from "../_control_line.ts";
import type { Control, ControlMembers } from "../control.ts";

/** The hyperparameter that holds the control that another one wraps. */
export function controlField(doc: string): Field<Control> {
  return required<Control>({ expected: "a control, e.g. patience(5)", is: isControl, doc });
}

/** What a control that wraps another does differently, and where in its state the other's is. */
export interface Wrapping<S> {
  start(): S;
  apply: Control<S>["apply"];
  innerOf(state: S): unknown;
  outerOf(state: S, inner: unknown): S;
}

/** A control that does as `inner` in all that the wrapping does not say. */
export function wrapped<S>(
  inner: Control,
  { start, apply, innerOf, outerOf }: Wrapping<S>,
): ControlMembers<S> {
  return {
    ...(inner.needs && { needs: inner.needs }),
    ...(inner.trains && { trains: true }),
    start,
    apply,
    ...(inner.done && { done: (state: S) => inner.done?.(innerOf(state)) }),
    ...(inner.finish && {
      finish: async (state: S, run) => outerOf(state, await inner.finish?.(innerOf(state), run)),
    }),
    ...(inner.record && { record: (state: S) => inner.record?.(innerOf(state)) }),
  };
}

/** A control whose state is that of `inner`, and which is applied in another way. */
export function around(inner: Control, apply: Control["apply"]): ControlMembers<unknown> {
  return wrapped<unknown>(inner, {
    start: () => inner.start(),
    apply,
    innerOf: (state) => state,
    outerOf: (_, state) => state,
  });
}
