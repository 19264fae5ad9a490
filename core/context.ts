import type { Backend } from "./backend.ts";
import type { Rng } from "./rng.ts";

/** What happens while something runs. Listeners print, plot or record it. */
export type Event =
  /** A machine fits from scratch or keeps what was learned; a model goes on from it. */
  | { readonly type: "fit" | "update" | "keep"; readonly kind: string }
  /**
   * An epoch of `of` ended; `epoch` counts from 1, `loss` is its mean training loss. There will be `epochs`: ∞ where controls
   * decide.
   */
  | {
    readonly type: "epoch";
    readonly of: string;
    readonly epoch: number;
    readonly epochs: number;
    readonly loss: number;
  }
  /**
   * How far a longer job is, told when it begins and whenever a part of it ended: a fold of an evaluation, a candidate of a
   * search. It ends where `done` is `total`; one that ends before that says so by a lower `total`.
   */
  | {
    readonly type: "progress";
    readonly of: string;
    readonly done: number;
    readonly total: number;
    /** The best so far, in words, where there is one: `"logLoss 0.1234"`. */
    readonly best?: string | undefined;
  }
  /** A fit or an evaluation ended in an error, which its caller receives. */
  | { readonly type: "fail"; readonly of: string }
  /** Something that the user should know, though nothing failed; told from verbosity `level` on, 1 if absent. */
  | { readonly type: "note"; readonly message: string; readonly level?: number | undefined };

/** Receives events as they happen. */
export type Listener = (event: Event) => void;

/** How to run, never what to learn. */
export interface Context {
  /** The only source of chance. */
  readonly rng: Rng;
  /** What does the arithmetic; a constant classifier needs none. */
  readonly backend?: Backend;
  /** Stops the run when it aborts. */
  readonly signal?: AbortSignal;
  /** Tells the listener what happens. */
  emit(event: Event): void;
}

/** What a user may say about how to run. */
export interface RunOptions {
  /** What does the arithmetic. */
  readonly backend?: Backend;
  /** Decides everything random: an integer ≥ 0. Default 0. */
  readonly seed?: number;
  /**
   * Stops the run when it aborts. What a machine had learned before an aborted fit stays; an aborted update, which had
   * taken it over, leaves nothing, and the next fit starts over.
   */
  readonly signal?: AbortSignal;
  /** Receives events. Default: none. */
  readonly listener?: Listener;
}
