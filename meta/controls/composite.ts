import { configured } from "../../core/configured.ts";
import type { Field } from "../../core/schema.ts";
import { isControl } from "../_control_line.ts";
import { recordOf } from "../_record_of.ts";
import type { Control, ControlMembers, ControlOf, Need } from "../control.ts";

/** Hyperparameters of {@linkcode composite}. */
export interface CompositeParams {
  /** The controls, in the order in which they are applied. */
  readonly controls: readonly Control[];
}

const CONTROLS: Field<readonly Control[]> = {
  default: Object.freeze([]),
  expected: "a list of controls",
  doc: "the controls, in order",
  accepts: (value) => Array.isArray(value) && value.every(isControl),
};

type States = readonly unknown[];

const make = configured<CompositeParams, ControlMembers<States>>(
  "Composite",
  { controls: CONTROLS },
  ({ controls }) => ({
    needs: needsOf(controls),
    trains: controls.some(({ trains }) => trains),
    start: () => controls.map((control) => control.start()),
    async apply(states, run) {
      const next: unknown[] = [];
      for (const [i, control] of controls.entries()) next.push(await control.apply(states[i], run));
      return next;
    },
    ...(controls.some(({ done }) => done) && { done: (states: States) => reasonsOf(controls, states)[0] }),
    async finish(states, run) {
      const next = [...states];
      for (const [i, control] of controls.entries()) {
        if (control.finish) next[i] = await control.finish(states[i], run);
      }
      return next;
    },
    record: (states) =>
      controls.map((control, i) =>
        recordOf(control, { state: states[i], stopped: control.done?.(states[i]) })
      ),
  }),
);

function needsOf(controls: readonly Control[]): readonly Need[] {
  return [...new Set(controls.flatMap(({ needs = [] }) => needs))];
}

function reasonsOf(controls: readonly Control[], states: States): readonly string[] {
  return controls.flatMap((control, i) => control.done?.(states[i]) ?? []);
}

/**
 * Several controls as one, applied in this order; it stops training when any of them would, for the reason of the first that
 * would. So it is also the way to have one of several criteria decide where one control is wanted:
 * `delayed(composite(patience(5), gl(2)))`. Composites within it are taken apart.
 */
export function composite(...controls: readonly Control[]): ControlOf<CompositeParams> {
  if (controls.some(Array.isArray)) {
    throw new TypeError("Cannot make one control of a list: give them one by one, composite(...list)");
  }
  return make({
    controls: controls.flatMap((control) => isComposite(control) ? control.params.controls : [control]),
  });
}

function isComposite(control: Control): control is Control<unknown, CompositeParams> {
  return isControl(control) && control.kind === "Composite";
}
