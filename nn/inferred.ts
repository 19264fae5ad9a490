import type { Shape } from "../core/array.ts";
import type { Init, Layer } from "../core/layer.ts";

/** An array of weights, or of running statistics, that a layer brings. */
export interface Parameter {
  /** Its name in states: `"0/kernel"`. */
  readonly name: string;
  /** Its sizes. */
  readonly shape: Shape;
  /** How it starts. */
  readonly init: Init;
  /** Whether gradients move it; running statistics are not trained. */
  readonly trained: boolean;
}

/** What is inferred of a layer: its parameters by name within the layer, and the shape of its output. */
export interface Inferred {
  /** Shape of its output for one observation. */
  readonly output: Shape;
  /** Its own parameters. */
  readonly parameters: readonly Omit<Parameter, "name">[];
  /** Their names within the layer. */
  readonly names: readonly string[];
}

/** A layer with shapes: the network as backends walk it. */
export interface Node<L extends Layer = Layer> {
  /** Where it is: `"1/0"` is the first layer inside the second. */
  readonly path: string;
  /** The layer itself. */
  readonly layer: L;
  /** Shape of its input for one observation. */
  readonly input: Shape;
  /** Shape of its output for one observation. */
  readonly output: Shape;
  /** Its own parameters, named from the root. */
  readonly parameters: readonly Parameter[];
  /** Layers inside it, in order. */
  readonly children: readonly Node[];
}

/** Where a layer is, and what arrives there. */
export interface Place {
  /** Its path. */
  readonly path: string;
  /** Shape of its input for one observation. */
  readonly input: Shape;
}

/** Where a layer is, and whether anything stands before it. */
export interface Position extends Place {
  /** Whether what arrives is the network's own input. */
  readonly isFirst: boolean;
}

/** A layer that has no parameters. */
export function bare(output: Shape): Inferred {
  return { output, parameters: [], names: [] };
}

/** Sizes for messages: `[28, 28, 1]`. */
export function showShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}
