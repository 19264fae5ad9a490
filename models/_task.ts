import type { HostArray } from "../core/array.ts";
import type { Context } from "../core/context.ts";
import type { Finaliser } from "../core/layer.ts";
import type { Rng } from "../core/rng.ts";
import type { Inputs } from "./_inputs.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** What tells one neural network model from another: how data become numbers, and numbers predictions. */
export interface Task<X, Y, Z, P extends NeuralNetworkParams> {
  /** The model's kind. */
  readonly kind: string;
  /** Learns how a network sees inputs. Throws a DataError where they do not suit. */
  inputs(x: X, params: Readonly<P>): Inputs<X>;
  /** The same of what was saved of it. */
  inputsFrom(saved: Data, params: Readonly<P>): Inputs<X>;
  /** How each epoch sees inputs in another version of them; `undefined` where all see them as they are. */
  vary?(x: X, params: Readonly<P>): Vary | undefined;
  /** What stands behind the network. */
  finaliser(params: Readonly<P>): Finaliser;
  /** Targets as numbers. Throws a DataError where they do not suit. */
  encode(y: Y, params: Readonly<P>): Targets<Z>;
  /** How outputs become predictions, of what was saved of it. */
  decoderFrom(saved: Data): Decoder<Z>;
  /** Tells of what is legal, but likely a mistake. */
  warn?(params: Readonly<P>, network: { readonly last: string }, context: Context): void;
}

/** Plain data, by name. */
export type Data = Readonly<Record<string, unknown>>;

/** The version of inputs that one epoch sees; epochs count from 1. It stands in an array that the next call writes over. */
export type Vary = (epoch: number, rng: Rng) => HostArray;

/** How outputs become predictions. */
export interface Decoder<Z> {
  /** Finalised outputs, rows × outputs, as predictions. */
  readonly decode: (outputs: HostArray) => Z;
  /** What has to be saved to decode. */
  readonly saved: Data;
}

/** Targets as a network sees them. */
export interface Targets<Z> extends Decoder<Z> {
  /** Rows × outputs. */
  readonly values: HostArray;
  /** How much each row counts, if not all the same. */
  readonly weights?: Float64Array | undefined;
}
