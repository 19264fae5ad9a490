import type { BatchNormLayer } from "../../core/layer.ts";
import type { Node } from "../../nn/mod.ts";
import type { Cell } from "./cell.ts";
import { weights } from "./dense_cell.ts";
import { type Matrix, matrix } from "./matrix.ts";
import type { Store } from "./store.ts";

/** The cell of a scale layer: y = x · factor, feature by feature. */
export function scaleCell(node: Node, store: Store): Cell {
  const factor = weights(store, node, 0);
  const features = factor.values.length;
  let seen = matrix(0, 0);
  return {
    forward(x) {
      seen = x;
      return { ...x, data: x.data.map((value, k) => value * factor.values[k % features]!) };
    },
    backward(dy) {
      for (let k = 0; k < dy.data.length; k++) factor.gradient[k % features]! += dy.data[k]! * seen.data[k]!;
      return { ...dy, data: dy.data.map((d, k) => d * factor.values[k % features]!) };
    },
  };
}

// Numbers that are standardised together: `count` of them, `stride` apart, from `start(group)`.
interface Groups {
  readonly groups: number;
  readonly count: number;
  readonly stride: number;
  readonly start: (group: number) => number;
}

// x̂ = (x − mean) / √(variance + ε) within each group; the gradient is dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / √(…)
function standardised(x: Matrix, by: Groups, epsilon: number) {
  const xhat = matrix(x.rows, x.columns);
  const [mean, variance] = [new Float64Array(by.groups), new Float64Array(by.groups)];
  for (let g = 0; g < by.groups; g++) {
    const from = by.start(g);
    for (let k = 0; k < by.count; k++) mean[g]! += x.data[from + k * by.stride]! / by.count;
    for (let k = 0; k < by.count; k++) {
      variance[g]! += (x.data[from + k * by.stride]! - mean[g]!) ** 2 / by.count;
    }
    const deviation = Math.sqrt(variance[g]! + epsilon);
    for (let k = 0; k < by.count; k++) {
      const at = from + k * by.stride;
      xhat.data[at] = (x.data[at]! - mean[g]!) / deviation;
    }
  }
  return { xhat, mean, variance };
}

function unstandardised(
  dxhat: Matrix,
  xhat: Matrix,
  by: Groups,
  deviation: (group: number) => number,
): Matrix {
  const dx = matrix(dxhat.rows, dxhat.columns);
  for (let g = 0; g < by.groups; g++) {
    const from = by.start(g);
    let [plain, along] = [0, 0];
    for (let k = 0; k < by.count; k++) {
      const at = from + k * by.stride;
      plain += dxhat.data[at]! / by.count;
      along += dxhat.data[at]! * xhat.data[at]! / by.count;
    }
    for (let k = 0; k < by.count; k++) {
      const at = from + k * by.stride;
      dx.data[at] = (dxhat.data[at]! - plain - xhat.data[at]! * along) / deviation(g);
    }
  }
  return dx;
}

/** The cell of a batch normalisation; its arrays are gain, shift, running mean and running variance. */
export function batchNormCell({ epsilon, momentum }: BatchNormLayer, node: Node, store: Store): Cell {
  const running = [weights(store, node, 2).values, weights(store, node, 3).values] as const;
  const features = running[0].length;
  const affine = affineCell(node, store);
  let last: { xhat: Matrix; variance: Float64Array; training: boolean } = {
    xhat: matrix(0, 0),
    variance: new Float64Array(0),
    training: false,
  };
  const columns = (x: Matrix): Groups => ({
    groups: features,
    count: x.data.length / features,
    stride: features,
    start: (g) => g,
  });
  const deviation = (g: number) => Math.sqrt((last.training ? last.variance[g]! : running[1][g]!) + epsilon);
  return {
    forward(x, pass) {
      if (!pass.training) {
        last = { xhat: matrix(x.rows, x.columns), variance: running[1], training: false };
        last.xhat.data.set(x.data.map((v, k) => (v - running[0][k % features]!) / deviation(k % features)));
        return affine.forward(last.xhat, pass);
      }
      const by = columns(x);
      const { xhat, mean, variance } = standardised(x, by, epsilon);
      last = { xhat, variance, training: true };
      const correction = by.count > 1 ? by.count / (by.count - 1) : 1;
      for (let g = 0; g < features; g++) {
        running[0][g] = (1 - momentum) * running[0][g]! + momentum * mean[g]!;
        running[1][g] = (1 - momentum) * running[1][g]! + momentum * correction * variance[g]!;
      }
      return affine.forward(xhat, pass);
    },
    backward(dy) {
      const dxhat = affine.backward(dy);
      return unstandardised(dxhat, last.xhat, columns(dy), deviation);
    },
  };
}

/** The cell of a layer normalisation; its arrays are gain and shift. */
export function layerNormCell(epsilon: number, node: Node, store: Store): Cell {
  const features = weights(store, node, 0).values.length;
  const affine = affineCell(node, store);
  let last = { xhat: matrix(0, 0), variance: new Float64Array(0) };
  const rows = (x: Matrix): Groups => ({
    groups: x.data.length / features,
    count: features,
    stride: 1,
    start: (g) => g * features,
  });
  return {
    forward(x, pass) {
      last = standardised(x, rows(x), epsilon);
      return affine.forward(last.xhat, pass);
    },
    backward(dy) {
      const dxhat = affine.backward(dy);
      return unstandardised(dxhat, last.xhat, rows(dy), (g) => Math.sqrt(last.variance[g]! + epsilon));
    },
  };
}

// y = x̂ · gain + shift, feature by feature
function affineCell(node: Node, store: Store): Cell {
  const gain = scaleCell(node, store);
  const shift = weights(store, node, 1);
  const features = shift.values.length;
  return {
    forward(x, pass) {
      const y = gain.forward(x, pass);
      return { ...y, data: y.data.map((value, k) => value + shift.values[k % features]!) };
    },
    backward(dy) {
      for (let k = 0; k < dy.data.length; k++) shift.gradient[k % features]! += dy.data[k]!;
      return gain.backward(dy);
    },
  };
}
