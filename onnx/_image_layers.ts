import type { HostArray } from "../core/array.ts";
import type { Conv2dLayer, Pair } from "../core/layer.ts";
import { convWindow, type Node, type PoolLayer, poolWindow, type Window } from "../nn/mod.ts";
import { channelsFirst, type Value } from "./_layout.ts";
import type { Attribute } from "./_messages.ts";
import { addArray, arrayOf, type Arriving } from "./_writing.ts";

/** Adds a convolution, without its activation. */
export function addConvolution(layer: Conv2dLayer, node: Node, { x, to }: Arriving): Value {
  const { graph } = to;
  const images = channelsFirst(x, graph);
  const kernel = graph.array(node.parameters[0]!.name, outputsFirst(arrayOf(node, 0, to)));
  const bias = layer.bias ? [addArray(node, 1, { to })] : [];
  const attributes = {
    ...placed(convWindow(layer, node)),
    dilations: { ints: layer.dilation },
    group: { int: layer.groups },
  };
  return { ...images, name: graph.apply("Conv", [images.name, kernel, ...bias], { attributes }) };
}

/** Adds a layer that pools. */
export function addPool(layer: PoolLayer, node: Node, { x, to: { graph } }: Arriving): Value {
  if (!("size" in layer)) {
    const op = layer.kind === "globalMaxPool" ? "ReduceMax" : "ReduceMean";
    const axes = { ints: x.channelsFirst ? [2, 3] : [1, 2] };
    const name = graph.apply(op, [x.name], { attributes: { axes, keepdims: { int: 0 } } });
    return { name, channelsFirst: false };
  }
  const images = channelsFirst(x, graph);
  const op = layer.kind === "maxPool2d" ? "MaxPool" : "AveragePool"; // of the points in the image, both
  const attributes = placed(poolWindow(layer, node));
  return { ...images, name: graph.apply(op, [images.name], { attributes }) };
}

/** Adds a layer that repeats points. */
export function addUpsampling([down, across]: Pair, { x, to: { graph } }: Arriving): Value {
  const images = channelsFirst(x, graph);
  const factors = graph.array("factors", { shape: [4], data: Float64Array.of(1, 1, down, across) });
  const attributes = {
    mode: { text: "nearest" },
    coordinate_transformation_mode: { text: "asymmetric" },
    nearest_mode: { text: "floor" },
  };
  return { ...images, name: graph.apply("Resize", [images.name, "", factors], { attributes }) };
}

function placed({ size, stride, before, after }: Window): Readonly<Record<string, Attribute>> {
  return {
    kernel_shape: { ints: size },
    strides: { ints: stride },
    pads: { ints: [...before, ...after] },
  };
}

// From height × width × inputs × outputs to outputs × inputs × height × width.
function outputsFirst({ shape, data }: HostArray): HostArray {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  const points = height * width;
  const kernel = new Float32Array(data.length);
  data.forEach((weight, k) => {
    const output = k % outputs;
    const input = Math.floor(k / outputs) % inputs;
    const point = Math.floor(k / (outputs * inputs));
    kernel[(output * inputs + input) * points + point] = weight;
  });
  return { shape: [outputs, inputs, height, width], data: kernel };
}
