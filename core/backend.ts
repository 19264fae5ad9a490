import type { Floats, HostArray, Shape, State } from "./array.ts";
import type { Finaliser, Layer, LossPlan, Rule } from "./layer.ts";
import type { Rows } from "./observations.ts";

/** What to compute, scalar mathematics included: plain data that survives JSON, unless a foreign layer holds code. */
export interface Plan {
  /** The network, from one observation to raw outputs. */
  readonly network: Layer;
  /** Shape of one observation. */
  readonly input: Shape;
  /** Turns raw outputs into predictions. */
  readonly finaliser: Finaliser;
  /** What training makes small. */
  readonly loss: LossPlan;
  /** How, link by link. */
  readonly optimiser: readonly Rule[];
  /** Rows a step; the last batch of an epoch may be smaller. */
  readonly batchSize: number;
  /** Key of the dropout masks: two 32-bit words. */
  readonly seed: readonly [number, number];
}

/** Examples where the device can use them. */
export interface DeviceData extends Disposable {
  /** How many rows. */
  readonly size: number;
}

/** Examples on the host, as a program takes them. */
export interface HostExamples {
  /** Inputs: rows × the plan's input shape. */
  readonly x: HostArray;
  /** Targets: rows × outputs. */
  readonly y: HostArray;
  /** How much each row counts in the loss; all ones if absent. */
  readonly weights?: Floats;
}

/** How to train a stretch of epochs. */
export interface TrainOptions {
  /** Stops between steps, or between bursts of them; the program stays usable, at the step it reached. */
  readonly signal?: AbortSignal;
  /** Told each epoch's mean loss, in order, maybe late and in bursts; `index` counts within this call. */
  readonly onEpoch?: (index: number, loss: number) => void;
}

/**
 * A compiled plan: weights and optimiser state on a device. Rows go in, losses and predictions come out. Calls are
 * made one after the other.
 */
export interface Program extends Disposable {
  /** Copies examples to the device. The program disposes of them with itself. */
  upload(examples: HostExamples): DeviceData;
  /**
   * Trains one epoch for each order of rows, cut into batches. Gives each epoch's loss: the unweighted mean over
   * its batches of the loss that each had, dropout on, before its step.
   */
  train(data: DeviceData, orders: readonly Rows[], options?: TrainOptions): Promise<Float64Array>;
  /** The loss as it is, dropout off: the unweighted mean over batches in row order. */
  loss(data: DeviceData): Promise<number>;
  /** Finalised outputs, rows × outputs. */
  predict(x: HostArray): Promise<HostArray>;
  /** Copies out all that training has changed. */
  read(): Promise<State>;
  /**
   * Copies in. Slots that the state lacks start anew, weights that it lacks stay, arrays that the plan lacks are
   * ignored. Throws a RangeError for an array of another size, and then nothing is written.
   */
  write(state: State): void;
}

/** Does the arithmetic: compiles plans into programs. Disposing of it disposes of all its programs. */
export interface Backend extends Disposable {
  /** `"reference"`, `"wasm"`, `"tfjs"` … */
  readonly name: string;
  /** How many programs it trains side by side; 1 where one waits for the other. */
  readonly threads: number;
  /** Programs and device arrays held; 0 once all programs are disposed. */
  readonly live: number;
  /** What it cannot do of this plan, in words; [] means all can be done. */
  missing(plan: Plan): readonly string[];
  /** What a user should know who has this plan trained here, in words: where it runs, and why. */
  note?(plan: Plan): string | undefined | Promise<string | undefined>;
  /** Makes a program of the plan. Throws an UnsupportedError if something is missing. */
  compile(plan: Plan): Promise<Program>;
}
