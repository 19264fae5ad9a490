import type { Cell } from "./cell.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { eachPoint } from "./window_points.ts";
import type { Window } from "../../nn/mod.ts";

/**
 * The cell of a layer that takes the largest number of each window, the first of them where several are as large; a NaN,
 * the last of several, is larger than all.
 */
export function maxPoolCell(window: Window, channels: number): Cell {
  let from = new Int32Array(0); // for each output, the input that it is
  let shape = matrix(0, 0);
  return {
    forward(x) {
      const y = matrix(x.rows, window.output[0] * window.output[1] * channels);
      from = new Int32Array(y.data.length).fill(-1);
      shape = x;
      eachPair(window, { x, channels }, (at, to) => {
        const value = x.data[at]!;
        if (from[to]! >= 0 && !(value > y.data[to]!) && !Number.isNaN(value)) return;
        y.data[to] = value;
        from[to] = at;
      });
      return y;
    },
    backward(dy) {
      const dx = matrix(shape.rows, shape.columns);
      dy.data.forEach((d, to) => dx.data[from[to]!]! += d);
      return dx;
    },
  };
}

/** The cell of a layer that takes the mean of each window, over its points in the image. */
export function meanPoolCell(window: Window, channels: number): Cell {
  const counts = new Float64Array(window.output[0] * window.output[1]);
  eachPoint(window, (place) => counts[place]!++);
  const count = (to: number) => counts[Math.floor(to / channels) % counts.length]!;
  let shape = matrix(0, 0);
  return {
    forward(x) {
      shape = x;
      const y = matrix(x.rows, counts.length * channels);
      eachPair(window, { x, channels }, (at, to) => y.data[to]! += x.data[at]! / count(to));
      return y;
    },
    backward(dy) {
      const dx = matrix(shape.rows, shape.columns);
      eachPair(window, { x: dx, channels }, (at, to) => dx.data[at]! += dy.data[to]! / count(to));
      return dx;
    },
  };
}

/** The cell of a layer that repeats points; `window` has a place for each, with the points that it becomes. */
export function upsampleCell(window: Window, channels: number): Cell {
  const columns = window.input[0] * window.input[1] * channels;
  return {
    forward(x) {
      const y = matrix(x.rows, columns);
      eachPair(window, { x: y, channels }, (at, to) => y.data[at] = x.data[to]!);
      return y;
    },
    backward(dy) {
      const dx = matrix(dy.rows, window.output[0] * window.output[1] * channels);
      eachPair(window, { x: dy, channels }, (at, to) => dx.data[to]! += dy.data[at]!);
      return dx;
    },
  };
}

// Every number of the image with every number that its windows make: `x` are the images.
function eachPair(
  window: Window,
  { x, channels }: { readonly x: Matrix; readonly channels: number },
  visit: (at: number, to: number) => void,
): void {
  const places = window.output[0] * window.output[1];
  for (let row = 0; row < x.rows; row++) {
    eachPoint(window, (place, point) => {
      const [at, to] = [row * x.columns + point * channels, (row * places + place) * channels];
      for (let c = 0; c < channels; c++) visit(at + c, to + c);
    });
  }
}
