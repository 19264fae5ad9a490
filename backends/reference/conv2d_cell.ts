import { sizeOf } from "../../core/array.ts";
import type { Conv2dLayer } from "../../core/layer.ts";
import { convWindow, type Node } from "../../nn/mod.ts";
import type { Cell } from "./cell.ts";
import { activationCell, addColumnSums, addRows, weights } from "./dense_cell.ts";
import { type Matrix, matrix } from "./matrix.ts";
import type { Store } from "./store.ts";
import { eachPoint } from "./window_points.ts";

/** The cell of a convolution: y = f(x ∗ kernel + bias). */
export function conv2dCell(layer: Conv2dLayer, node: Node, store: Store): Cell {
  const kernel = weights(store, node, 0);
  const bias = layer.bias ? weights(store, node, 1) : undefined;
  const activation = layer.activation.expr === "x" ? undefined : activationCell(layer.activation);
  const eachWeight = weightsOf(layer, node);
  let seen = matrix(0, 0);
  return {
    forward(x, pass) {
      seen = x;
      const z = matrix(x.rows, sizeOf(node.output));
      eachWeight(x, (at, w, to) => z.data[to]! += x.data[at]! * kernel.values[w]!);
      if (bias) addRows({ ...z, columns: layer.channels }, bias.values);
      return activation ? activation.forward(z, pass) : z;
    },
    backward(dy) {
      const dz = activation ? activation.backward(dy) : dy;
      const dx = matrix(seen.rows, seen.columns);
      eachWeight(seen, (at, w, to) => {
        kernel.gradient[w]! += seen.data[at]! * dz.data[to]!;
        dx.data[at]! += kernel.values[w]! * dz.data[to]!;
      });
      if (bias) addColumnSums(bias.gradient, { ...dz, columns: layer.channels });
      return dx;
    },
  };
}

// Every product of the convolution: number of the input, of the weight, of the output.
function weightsOf(layer: Conv2dLayer, node: Node) {
  const window = convWindow(layer, node);
  const inputs = (node.input[2] ?? 1) / layer.groups; // channels that an output sees
  const outputs = layer.channels / layer.groups;
  const places = window.output[0] * window.output[1];
  return (x: Matrix, visit: (at: number, weight: number, to: number) => void) => {
    for (let row = 0; row < x.rows; row++) {
      eachPoint(window, (place, point, within) => {
        for (let c = 0; c < layer.channels; c++) {
          const first = row * x.columns + point * inputs * layer.groups + Math.floor(c / outputs) * inputs;
          const to = (row * places + place) * layer.channels + c;
          for (let i = 0; i < inputs; i++) {
            visit(first + i, (within * inputs + i) * layer.channels + c, to);
          }
        }
      });
    }
  };
}
