import type { Graph } from "./_graph.ts";

/** A value between layers. Of images ONNX wants the channels first, where here they come last. */
export interface Value {
  /** Its name in the graph. */
  readonly name: string;
  /** Whether channels stand before height and width; else they come last, as do features of anything else. */
  readonly channelsFirst: boolean;
}

/** Images with their channels before height and width. */
export function channelsFirst(images: Value, graph: Graph): Value {
  if (images.channelsFirst) return images;
  return { name: transposed(images, [0, 3, 1, 2], graph), channelsFirst: true };
}

/** Anything, features last. */
export function channelsLast(value: Value, graph: Graph): Value {
  if (!value.channelsFirst) return value;
  return { name: transposed(value, [0, 2, 3, 1], graph), channelsFirst: false };
}

function transposed({ name }: Value, axes: readonly number[], graph: Graph): string {
  return graph.apply("Transpose", [name], { attributes: { perm: { ints: axes } } });
}
