import { checkNames } from "../core/names.ts";
import { brief, significant } from "../core/show.ts";
import { checkedControls, checkNeeds } from "./_check_controls.ts";
import { controlLine } from "./_control_line.ts";
import { counted } from "./_counted.ts";
import { recordOf } from "./_record_of.ts";
import { type Runner, runnerOf } from "./_running.ts";
import type { Control, Run } from "./control.ts";
import type { Trainable } from "./trainable.ts";

/** Options of {@linkcode controlled}. */
export interface ControlledOptions {
  /** Stops training, between cycles, when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what there is to tell, each with the verbosity from which on it is told. Default: no one. */
  readonly tell?: Run["tell"];
}

/** What is reported of a control: plain data. */
export interface ControlRecord {
  /** The control in one line: `"Patience(n = 5)"`. */
  readonly control: string;
  /** Why it stopped training, if it did. */
  readonly stopped?: string;
  /** What it has to tell besides. */
  readonly record?: unknown;
}

/** How controlled training went. */
export interface Controlled {
  /** How many cycles there were. */
  readonly cycles: number;
  /** How many iterations were trained in all when it stopped. */
  readonly iterations: number;
  /** Why it stopped, in words. */
  readonly stopped: string;
  /** What each control reports, in the order in which they were given. */
  readonly controls: readonly ControlRecord[];
}

/**
 * Trains until a control says that it is enough. In each cycle every control is applied, in order; after all of them,
 * training stops if any has a reason to. So a control that looks at the loss stands behind the one that trains.
 *
 * Tells, at verbosity 1, the last losses and why training stopped; at 2, also the controls and each training.
 *
 * Throws a TypeError before training begins for what is no control, for controls of which none can stop training, and for
 * a control that needs what the subject has not.
 *
 * @example Newton's method, until the root is near enough.
 * ```ts
 * import { controlled, lossBelow, step } from "@attune/attune/meta";
 * import { squareRooter } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const rooter = squareRooter(4);
 * const { iterations, stopped } = await controlled(rooter, [step(1), lossBelow(0.01)]);
 * assert.equal(iterations, 3);
 * assert.equal(stopped, "LossBelow: the loss is 0.002439, below 0.01");
 * assert.ok(Math.abs(rooter.root - 2) < 0.001);
 * ```
 */
export async function controlled(
  subject: Trainable,
  controls: readonly Control[],
  options: ControlledOptions = {},
): Promise<Controlled> {
  checkNames("controlled()", options, ["signal", "tell"]);
  const list = checkedControls(controls);
  checkNeeds(list, subject);
  const runner = runnerOf(subject, options);
  const { run } = runner;
  const states = list.map((control) => control.start());
  run.tell(`controls: ${list.map(controlLine).join(", ")}`, 2);
  let reasons: readonly (string | undefined)[] = [];
  while (reasons.every((reason) => reason === undefined)) {
    await runner.begin();
    for (const [i, control] of list.entries()) states[i] = await control.apply(states[i], run);
    reasons = list.map((control, i) => reasonOf(control, states[i]));
  }
  const { cycle, iterations } = run;
  tellEnd(runner, reasons);
  for (const [i, control] of list.entries()) {
    if (control.finish) states[i] = await control.finish(states[i], run);
  }
  return Object.freeze({
    cycles: cycle,
    iterations,
    stopped: reasons.filter((reason) => reason !== undefined).join("; "),
    controls: list.map((control, i) => recordOf(control, { state: states[i], stopped: reasons[i] })),
  });
}

function reasonOf(control: Control, state: unknown): string | undefined {
  const reason: unknown = control.done?.(state);
  if (reason === undefined || typeof reason === "string") return reason;
  throw new TypeError(
    `Cannot stop by ${control.kind}: it gave ${
      brief(reason)
    } as its reason; give words, or undefined to go on`,
  );
}

function tellEnd({ run, lastLoss }: Runner, reasons: readonly (string | undefined)[]): void {
  if (lastLoss !== undefined) run.tell(`final loss ${significant(lastLoss, 4)}`);
  const trainingLoss = run.losses.at(-1);
  if (trainingLoss !== undefined) run.tell(`final training loss ${significant(trainingLoss, 4)}`);
  const after = `after ${counted(run.iterations, "iteration")}`;
  for (const reason of reasons) if (reason !== undefined) run.tell(`stopped ${after}: ${reason}`);
  run.tell(`${counted(run.cycle, "cycle")}, ${counted(run.iterations, "iteration")} in all`, 2);
}
