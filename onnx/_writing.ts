import type { HostArray, Shape, State } from "../core/array.ts";
import type { Node } from "../nn/mod.ts";
import type { Graph } from "./_graph.ts";
import type { Value } from "./_layout.ts";

/** Where layers are written to, and their weights. */
export interface Writing {
  readonly graph: Graph;
  readonly arrays: State["arrays"];
}

/** What arrives at a layer, and where it is written to. */
export interface Arriving {
  readonly x: Value;
  readonly to: Writing;
}

/** Array number `i` of a layer. */
export function arrayOf(node: Node, i: number, { arrays }: Writing): HostArray {
  const found = arrays.get(node.parameters[i]!.name); // a layer has the arrays that were inferred for it
  if (found) return found;
  throw new RangeError(
    `Cannot write ${node.layer.kind} at ${node.path}: array ${
      node.parameters[i]!.name
    } is absent; save the network again`,
  );
}

/** Adds array number `i` of a layer, in its own shape or another of as many numbers. Gives its name. */
export function addArray(
  node: Node,
  i: number,
  { to, shape }: { readonly to: Writing; readonly shape?: Shape },
): string {
  const array = arrayOf(node, i, to);
  return to.graph.array(node.parameters[i]!.name, { data: array.data, shape: shape ?? array.shape });
}
