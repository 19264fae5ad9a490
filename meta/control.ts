import type { Configured } from "../core/configured.ts";
import type { Trainable } from "./trainable.ts";

/** What a control may need of what is trained. */
export type Need = "loss" | "losses" | "ingest" | "model" | "evaluation" | "change" | "snapshot" | "machine";

/** Training under way, as a control sees it. */
export interface Run {
  /** Which cycle it is, from 1. */
  readonly cycle: number;
  /** How many iterations were trained in all. */
  readonly iterations: number;
  /** Training losses of this cycle; before it has trained, those of the last one that did. */
  readonly losses: readonly number[];
  /** What is trained. */
  readonly subject: Trainable;
  /** Trains for so many more iterations, at least 1. */
  train(iterations: number): Promise<void>;
  /** How bad it is as it is: less is better, for a score its negative. */
  loss(): Promise<number>;
  /** Tells the user something, at this verbosity and above: 0 warnings, 1 what is worth knowing, 2 details. Default 1. */
  tell(message: string, level?: number): void;
}

/**
 * Something that happens in each cycle of controlled training. It is a value: what it has to remember goes in and comes
 * out as its state, so that one control serves many runs. It compares, prints and is reached by path as all configured
 * values; `configured` makes it.
 *
 * @example A control of one's own, which stops when the loss comes near to a whole number.
 * ```ts
 * import { configured, real } from "@attune/attune/core";
 * import { controlled, type ControlMembers, step } from "@attune/attune/meta";
 * import { squareRooter } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const nearWhole = configured<{ within: number }, ControlMembers<number>>(
 *   "NearWhole",
 *   { within: real(0.1, { min: 0 }) },
 *   ({ within }) => ({
 *     needs: ["loss"],
 *     start: () => Infinity,
 *     apply: (_, run) => run.loss(),
 *     done: (loss) => Math.abs(loss - Math.round(loss)) <= within ? `NearWhole: the loss is ${loss}` : undefined,
 *   }),
 * );
 * const { stopped } = await controlled(squareRooter(4), [step(1), nearWhole({ within: 0.01 })]);
 * assert.match(stopped, /^NearWhole: the loss is 0.002/);
 * ```
 *
 * @typeParam S its state
 * @typeParam P its hyperparameters
 */
export interface Control<S = unknown, P extends object = object> extends Configured<P> {
  /** What it needs of what is trained; checked before training begins. */
  readonly needs?: readonly Need[];
  /** Whether it trains. Where no control does, one iteration is trained at the start of each cycle. */
  readonly trains?: boolean;
  /** The state before the first cycle. */
  start(): S;
  /** What it does in a cycle, and its state afterwards. It must not change the state that it is given. */
  apply(state: S, run: Run): S | Promise<S>;
  /** Why training has to stop, in words; undefined while it has not. Absent: the control never stops it. */
  done?(state: S): string | undefined;
  /** What it does once training has stopped, and its state afterwards. */
  finish?(state: S, run: Run): S | Promise<S>;
  /** What is reported of it, as plain data. */
  record?(state: S): unknown;
}

/** What a control has beside its kind and hyperparameters. */
export type ControlMembers<S> = Omit<Control<S>, keyof Configured>;

/** A control of ours, whose hyperparameters are known. */
export type ControlOf<P extends object> = Control<unknown, P>;
