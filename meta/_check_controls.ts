import { brief } from "../core/show.ts";
import { controlLine, isControl } from "./_control_line.ts";
import type { Control, Need } from "./control.ts";
import { step } from "./controls/step.ts";
import type { Trainable } from "./trainable.ts";

const NEEDS: Readonly<Record<Need, string>> = {
  loss: "a loss",
  losses: "training losses",
  ingest: "new data to be taken in",
  model: "a model",
  evaluation: "rows held out",
  change: "hyperparameters that can be changed",
  snapshot: "snapshots",
  machine: "a model that a machine can be made of",
};

/** Controls that train, and can stop training: as given, or after `step(1)` where none of them trains. */
export function checkedControls(controls: readonly Control[]): readonly Control[] {
  if (!Array.isArray(controls)) {
    throw new TypeError(
      `Cannot control training by ${brief(controls)}: give a list, e.g. [step(1), patience(5)]`,
    );
  }
  const given: readonly unknown[] = controls;
  const odd = given.findIndex((control) => !isControl(control));
  if (odd >= 0) {
    const value = given[odd];
    const hint = typeof value === "function"
      ? `call it, ${value.name || "f"}()`
      : Array.isArray(value)
      ? "give its controls one by one, or as composite(...list)"
      : "give controls, e.g. patience(5)";
    throw new TypeError(`Cannot control training by ${brief(value)}: it is no control; ${hint}`);
  }
  if (!controls.some((control) => control.done)) {
    const list = controls.length === 0 ? "no controls" : controls.map(controlLine).join(", ");
    throw new TypeError(
      `Cannot control training by ${list}: nothing would stop it; add a control that can, e.g. numberLimit(100)`,
    );
  }
  return controls.some(({ trains }) => trains) ? controls : [step(), ...controls];
}

/** Refuses controls that need what the subject has not. */
export function checkNeeds(controls: readonly Control[], subject: Trainable): void {
  for (const control of controls) {
    const lacking = control.needs?.find((need) => subject[need] === undefined);
    if (lacking === undefined) continue;
    throw new TypeError(
      `Cannot control training by ${controlLine(control)}: it needs ${
        NEEDS[lacking]
      }, which is not to be had here; ` +
        "leave the control out",
    );
  }
}
