import type { Shape } from "./array.ts";
import type { Configured } from "./configured.ts";
import type { Layer } from "./layer.ts";
import type { Changes } from "./params.ts";

/** What a builder is told: the shape of one observation, and how many numbers must come out. */
export interface BuilderInput {
  /** Shape of one observation, without the batch: `[4]`. */
  readonly input: Shape;
  /** How many numbers the network must give for each observation. */
  readonly outputs: number;
}

/** Makes a network from the shape of the data: a pure function that draws no numbers and names no backend. */
export interface Builder<P extends object = object> extends Configured<P> {
  /** A new, checked builder with these changes. */
  with(changes: Changes<P>): Builder<P>;
  /** The network for data of this shape, without finaliser. */
  build(io: BuilderInput): Layer;
}
