import { checkNames } from "../core/names.ts";
import { brief, significant } from "../core/show.ts";
import { checkedControls, checkNeeds } from "./_check_controls.ts";
import { controlLine } from "./_control_line.ts";
import { counted } from "../core/show.ts";
import { lossInWords } from "./_loss_in_words.ts";
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
 * Tells, at verbosity 1, in one line why training stopped and what controls made of it then; at 2, also the controls, each
 * training and the last losses.
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
  const { tell } = options;
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
  tellLosses(runner);
  const told = runner.gather();
  for (const [i, control] of list.entries()) {
    if (control.finish) states[i] = await control.finish(states[i], run);
  }
  const why = reasons.filter((reason) => reason !== undefined);
  tell?.([`stopped after ${counted(iterations, "iteration")}: ${why.join("; ")}`, ...told].join("; "), 1);
  tell?.(`${counted(cycle, "cycle")}, ${counted(iterations, "iteration")} in all`, 2);
  return Object.freeze({
    cycles: cycle,
    iterations,
    stopped: why.join("; "),
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

function tellLosses({ run, lastLoss }: Runner): void {
  if (lastLoss !== undefined) run.tell(`final ${lossInWords(run.subject, lastLoss)}`, 2);
  const trainingLoss = run.losses.at(-1);
  if (trainingLoss !== undefined) run.tell(`final training loss ${significant(trainingLoss, 4)}`, 2);
}
