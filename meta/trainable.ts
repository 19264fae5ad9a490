import type { Machine } from "../core/machine.ts";
import type { Learned, Model } from "../core/model.ts";
import type { Judgement } from "./judgement.ts";

/** A machine of some model. */
export type AnyMachine = Machine<object, Learned>;

/**
 * Something that trains in stages, as {@linkcode controlled} trains it. Only `train` has to be there; a control that needs
 * what is not is refused before training begins.
 */
export interface Trainable {
  /** Trains for so many more iterations. */
  train(iterations: number): void | Promise<void>;
  /** How bad it is as it is: less is better. */
  loss?(): number | Promise<number>;
  /** What a loss of it is called, in words: `"rSquared 0.5693"`. Default: `"loss …"`. */
  inWords?(loss: number): string;
  /** The training loss of each iteration of the last call of `train`. */
  losses?(): readonly number[];
  /** Takes in something new to learn from. */
  ingest?(item: unknown): void | Promise<void>;
  /** How many iterations it trained in all, for those that know. */
  readonly iterations?: number;
  /** The model that is trained, as of its last training. */
  readonly model?: Model;
  /** What the model has learned so far; undefined before it is trained. The control must not dispose of it. */
  readonly learned?: Learned | undefined;
  /** Judges what was learned by rows held out. */
  evaluation?(): Promise<Judgement>;
  /** Changes hyperparameters of the model, from the next training on. */
  change?(changes: Readonly<Record<string, unknown>>): void;
  /** What is needed to come back to what it is now. */
  snapshot?(): Promise<unknown>;
  /** A machine of the model as it is now, on the rows that it learns from. The control must not dispose of it, or fit it. */
  machine?(): AnyMachine;
  /** Comes back to what it was when this snapshot was taken. */
  restore?(snapshot: unknown): Promise<void>;
}
