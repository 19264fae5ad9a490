import { sizeOf } from "../../core/array.ts";
import type { Conv2dLayer, DenseLayer, ScalarFunction } from "../../core/layer.ts";
import { convWindow, type Node } from "../../nn/mod.ts";
import type { Slot } from "./layout.ts";
import { lowerElements, rectifiedValue } from "./lower_elements.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";
import { isRelu } from "./slope_of_output.ts";
import type { Conv2dStep, Convolving, DenseStep, Step, Tensor } from "./step.ts";

/** Steps of a dense layer. */
export function lowerDense(
  { node, layer }: { readonly node: Node; readonly layer: DenseLayer },
  x: Value,
  to: Lowering,
): Lowered {
  const inputs = node.input.at(-1) ?? 1;
  return lowerProduct(node, layer.activation, {
    x,
    to,
    steps: denseSteps({ rows: sizeOf(node.input) / inputs, inputs, outputs: layer.units }, x.wanted),
  });
}

/** Steps of a convolution; where its window is a single point, it is a dense layer of every point of the image. */
export function lowerConv2d(
  { node, layer }: { readonly node: Node; readonly layer: Conv2dLayer },
  x: Value,
  to: Lowering,
): Lowered {
  const window = convWindow(layer, node);
  const [inputs, { groups, channels: outputs }] = [node.input[2]!, layer]; // an image, as was inferred
  const isPoint = sizeOf([...window.size, ...window.stride, groups]) === 1 && sizeOf(window.before) === 0;
  const steps = isPoint
    ? denseSteps({ rows: sizeOf(window.input), inputs, outputs })
    : convSteps({ window, groups, inputs, outputs });
  return lowerProduct(node, layer.activation, { x, to, steps });
}

// The steps of a product with weights: forward, and back to the weights and to what came in.
interface ProductSteps {
  forward(x: Tensor, y: Tensor, of: Weights & { readonly relu: boolean }): Step;
  weights(x: Tensor, dy: Tensor, of: Weights): Step;
  input(reads: { readonly dy: Tensor; readonly mask?: Tensor }, dx: Tensor, kernel: Slot): Step;
}

interface Weights {
  readonly kernel: Slot;
  readonly bias?: Slot;
}

function denseSteps(
  sizes: Pick<DenseStep, "rows" | "inputs" | "outputs">,
  wanted?: Value["wanted"],
): ProductSteps {
  return {
    forward: (x, y, of) => ({ op: "dense", reads: { x }, writes: { y }, ...sizes, ...of }),
    weights: (x, dy, of) => ({ op: "denseWeights", reads: { x, dy }, writes: {}, ...sizes, ...of }),
    input: (reads, dx, kernel) => ({ op: "denseInput", reads, writes: { dx }, ...sizes, kernel, wanted }),
  };
}

function convSteps(sizes: Convolving): ProductSteps {
  return {
    forward: (x, y, of): Conv2dStep => ({ op: "conv2d", reads: { x }, writes: { y }, ...sizes, ...of }),
    weights: (x, dy, of) => ({ op: "conv2dWeights", reads: { x, dy }, writes: {}, ...sizes, ...of }),
    input: (reads, dx, kernel) => ({ op: "conv2dInput", reads, writes: { dx }, ...sizes, kernel }),
  };
}

interface Producing {
  readonly x: Value;
  readonly to: Lowering;
  readonly steps: ProductSteps;
}

function lowerProduct(node: Node, activation: ScalarFunction, { x, to, steps }: Producing): Lowered {
  const width = sizeOf(node.output);
  const [kernel, bias] = node.parameters.map(({ name }) => to.slot(name));
  const weights = { kernel: kernel!, ...(bias && { bias }) }; // as inferred of this layer
  const relu = isRelu(activation);
  const z = to.tensor(width);
  to.steps.push(steps.forward(x.tensor, z, { ...weights, relu }));
  const active = relu
    ? rectifiedValue(z, width, to)
    : lowerElements(activation, { x: { tensor: z }, width, ours: true }, to);
  const back = (gradient: Gradient): Gradient | undefined => {
    const dz = active.back(gradient)!.tensor; // of our own z, always wanted
    to.steps.push(steps.weights(x.tensor, dz, weights));
    if (!to.wanted(x)) return undefined;
    const dx = to.tensor(sizeOf(node.input));
    to.steps.push(steps.input(x.rectified ? { dy: dz, mask: x.tensor } : { dy: dz }, dx, weights.kernel));
    return { tensor: dx, cut: x.rectified === true };
  };
  return { value: active.value, back };
}
