import type { Window } from "../../nn/mod.ts";

/** What a point of a window is told: the place of the window, the point of the image, and the point within the window. */
export type Visit = (place: number, point: number, within: number) => void;

/** Visits every point of every place of a window that lies in the image: places row by row, points of each row by row. */
export function eachPoint({ input, output, size, stride, dilation, before }: Window, visit: Visit): void {
  for (let place = 0; place < output[0] * output[1]; place++) {
    const top = Math.floor(place / output[1]) * stride[0] - before[0];
    const left = place % output[1] * stride[1] - before[1];
    for (let within = 0; within < size[0] * size[1]; within++) {
      const row = top + Math.floor(within / size[1]) * dilation[0];
      const column = left + within % size[1] * dilation[1];
      if (row < 0 || row >= input[0] || column < 0 || column >= input[1]) continue;
      visit(place, row * input[1] + column, within);
    }
  }
}
