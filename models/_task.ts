import type { HostArray } from "../core/array.ts";
import type { Context } from "../core/context.ts";
import type { Finaliser } from "../core/layer.ts";
import type { Inputs } from "./_inputs.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** What tells one neural network model from another: how data become numbers, and numbers predictions. */
export interface Task<X, Y, Z, P extends NeuralNetworkParams> {
  /** The model's kind. */
  readonly kind: string;
  /** Inputs as numbers. Throws a DataError where they do not suit. */
  inputs(x: X, params: Readonly<P>): Inputs<X>;
  /** What stands behind the network. */
  finaliser(params: Readonly<P>): Finaliser;
  /** Targets as numbers. Throws a DataError where they do not suit. */
  encode(y: Y, params: Readonly<P>): Targets<Z>;
  /** Tells of what is legal, but likely a mistake. */
  warn?(params: Readonly<P>, network: { readonly last: string }, context: Context): void;
}

/** Targets as a network sees them. */
export interface Targets<Z> {
  /** Rows × outputs. */
  readonly values: HostArray;
  /** How much each row counts, if not all the same. */
  readonly weights?: Float64Array;
  /** Finalised outputs, rows × outputs, as predictions. */
  readonly decode: (outputs: HostArray) => Z;
  /** What has to be saved to decode. */
  readonly saved: Readonly<Record<string, unknown>>;
}
