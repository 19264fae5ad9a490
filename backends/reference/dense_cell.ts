import type { DenseLayer, ScalarFunction } from "../../core/layer.ts";
import { compile, differentiate, type Node } from "../../nn/mod.ts";
import type { Cell } from "./cell.ts";
import { type Matrix, matrix } from "./matrix.ts";
import type { Store, Weights } from "./store.ts";

/** The cell of an activation layer. */
export function activationCell({ expr }: ScalarFunction): Cell {
  const f = scalar(compile(expr, ["x"]));
  const slope = scalar(compile(differentiate(expr, "x"), ["x"]));
  let seen = matrix(0, 0);
  return {
    forward(x) {
      seen = x;
      return { ...x, data: x.data.map(f) };
    },
    backward: (dy) => ({ ...dy, data: dy.data.map((d, i) => d * slope(seen.data[i]!)) }),
  };
}

/** The cell of a dense layer: y = f(x · kernel + bias). */
export function denseCell(layer: DenseLayer, node: Node, store: Store): Cell {
  const kernel = weights(store, node, 0);
  const bias = layer.bias ? weights(store, node, 1) : undefined;
  const activation = layer.activation.expr === "x" ? undefined : activationCell(layer.activation);
  let seen = matrix(0, 0);
  return {
    forward(x, pass) {
      seen = x;
      const z = product(x, kernel.values, layer.units);
      if (bias) addRows(z, bias.values);
      return activation ? activation.forward(z, pass) : z;
    },
    backward(dy) {
      const dz = activation ? activation.backward(dy) : dy;
      addOuter(kernel.gradient, seen, dz);
      if (bias) addColumnSums(bias.gradient, dz);
      return timesTransposed(dz, kernel.values, seen.columns);
    },
  };
}

/** Array number `i` of a node. */
export function weights(store: Store, node: Node, i: number): Weights {
  const found = store.get(node.parameters[i]?.name ?? "");
  if (!found) throw new RangeError(`Cannot find array ${i} of ${node.layer.kind} at ${node.path}`);
  return found;
}

// One argument at a time, without an array for each call.
function scalar(f: (values: ArrayLike<number>) => number): (x: number) => number {
  const values = new Float64Array(1);
  return (x) => {
    values[0] = x;
    return f(values);
  };
}

// x · w; w: x.columns × units, row-major
function product(x: Matrix, w: Float64Array, units: number): Matrix {
  const z = matrix(x.rows, units);
  for (let r = 0; r < x.rows; r++) {
    for (let i = 0; i < x.columns; i++) {
      const xi = x.data[r * x.columns + i]!;
      for (let u = 0; u < units; u++) z.data[r * units + u]! += xi * w[i * units + u]!;
    }
  }
  return z;
}

/** Adds a bias to each row. */
export function addRows(z: Matrix, bias: Float64Array): void {
  for (let k = 0; k < z.data.length; k++) z.data[k]! += bias[k % z.columns]!;
}

// out += xᵀ · dz
function addOuter(out: Float64Array, x: Matrix, dz: Matrix): void {
  const units = dz.columns;
  for (let r = 0; r < x.rows; r++) {
    for (let i = 0; i < x.columns; i++) {
      const xi = x.data[r * x.columns + i]!;
      for (let u = 0; u < units; u++) out[i * units + u]! += xi * dz.data[r * units + u]!;
    }
  }
}

/** Adds the sum of each column. */
export function addColumnSums(out: Float64Array, dz: Matrix): void {
  for (let k = 0; k < dz.data.length; k++) out[k % dz.columns]! += dz.data[k]!;
}

// dz · wᵀ
function timesTransposed(dz: Matrix, w: Float64Array, inputs: number): Matrix {
  const dx = matrix(dz.rows, inputs);
  const units = dz.columns;
  for (let r = 0; r < dz.rows; r++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let u = 0; u < units; u++) sum += dz.data[r * units + u]! * w[i * units + u]!;
      dx.data[r * inputs + i] = sum;
    }
  }
  return dx;
}
