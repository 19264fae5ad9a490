import type { EntityEmbeddingLayer } from "../../core/layer.ts";
import { embeddedParts, type Node } from "../../nn/mod.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";

/** Steps of an embedding: it stands first in a network, so that nobody asks for the gradient of its input. */
export function lowerEntityEmbedding(
  { node, layer }: { readonly node: Node; readonly layer: EntityEmbeddingLayer },
  x: Value,
  to: Lowering,
): Lowered {
  const [inputs = 0] = node.input;
  const { outputs, passed, embedded: parts } = embeddedParts(layer, inputs);
  const embedded = parts.map((part, i) => ({ ...part, kernel: to.slot(node.parameters[i]!.name) }));
  const y = to.tensor(outputs);
  to.steps.push({ op: "embed", reads: { x: x.tensor }, writes: { y }, inputs, outputs, passed, embedded });
  const back = ({ tensor: dy }: Gradient): undefined => {
    for (const { column, levels, units, to: offset, kernel } of embedded) {
      to.steps.push({
        op: "embedWeights",
        reads: { x: x.tensor, dy },
        writes: {},
        rows: 1,
        inputs: levels,
        outputs: units,
        kernel,
        code: { offset: column, stride: inputs },
        vector: { offset, stride: outputs },
      });
    }
  };
  return {
    value: { tensor: y, wanted: embedded.map(({ to, units }) => ({ from: to, width: units })) },
    back,
  };
}
