import type { EntityEmbeddingLayer } from "../core/layer.ts";
import { type EmbeddedPart, embeddedParts, type Node, type PassedColumns } from "../nn/mod.ts";
import type { Graph } from "./_graph.ts";
import type { Value } from "./_layout.ts";
import { addArray, type Arriving } from "./_writing.ts";

/** Adds an embedding: each code, brought to the nearest one that there is, or the first for NaN, makes way for its vector. */
export function addEmbedding(layer: EntityEmbeddingLayer, node: Node, { x, to }: Arriving): Value {
  const { graph } = to;
  const { passed, embedded } = embeddedParts(layer, node.input[0] ?? 0);
  const parts = [
    ...passed.map((part) => ({ at: part.to, name: addPassed(part, x, graph) })),
    ...embedded.map((part, i) => {
      const codes = addCodes(part, x, graph);
      const vectors = graph.apply("Gather", [addArray(node, i, { to }), codes]);
      return { at: part.to, name: graph.apply("Flatten", [vectors]) };
    }),
  ];
  const names = parts.sort((a, b) => a.at - b.at).map(({ name }) => name);
  return { ...x, name: graph.beside(names) };
}

function addPassed({ from, width }: PassedColumns, { name }: Value, graph: Graph): string {
  return graph.apply("Slice", [name, graph.wholes([from]), graph.wholes([from + width]), graph.wholes([1])]);
}

// NaN as a whole number is what a runtime likes it to be, in the array or not; the row comes out as NaN all the same.
function addCodes({ column, levels }: EmbeddedPart, { name }: Value, graph: Graph): string {
  const attributes = { axis: { int: 1 } };
  const given = graph.apply("Gather", [name, graph.wholes([column])], { attributes });
  const known = graph.apply("Where", [graph.apply("IsNaN", [given]), graph.scalar(0), given]);
  const near = graph.apply("Clip", [known, graph.scalar(0), graph.scalar(levels - 1)]);
  return graph.cast(near, "int64");
}
