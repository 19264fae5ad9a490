import { sizeOf } from "../../../core/array.ts";
import type { Step, Tensor } from "../../lowering/mod.ts";
import type { Rows } from "./rows_of.ts";
import { fourText } from "./tile.ts";
import type { Writing } from "./writing.ts";

type Convolution = Extract<Step, { op: "conv2d" | "conv2dInput" | "conv2dWeights" }>;

/** Which images are read, and how functions beside the kernel are told apart. */
export interface PatchesOptions {
  readonly images: Tensor;
  readonly name: string;
}

/**
 * Rows of the matrix that a convolution multiplies: for each place of the window the numbers that lie under it, for
 * each point of an image, on the way back, those of all places that cover it. Nothing is copied: where number k of
 * row m stands is computed as it is read. Sizes stand in the text, for compilers divide by what they know without a
 * division. Rows are (first number of the image, top, left); what lies before the image wraps around to large numbers.
 */
export function patchesOf(step: Convolution, { images, name }: PatchesOptions, write: Writing): Rows {
  const back = step.op === "conv2dInput";
  const { window: { input, output }, groups, inputs, outputs } = step;
  const [all, others] = back ? [outputs, inputs] : [inputs, outputs];
  const of = { step, all, own: all / groups, name };
  const places = back ? input : output;
  const numbers = sizeOf(back ? output : input) * all;
  const [base, array] = images.at === "x"
    ? [`o.x + tape[o.first + m / ${sizeOf(places)}u] * ${numbers}u`, "data"]
    : [`${write.tensor(images)} + m / ${sizeOf(places)}u * ${numbers}u`, "work"];
  const group = groups === 1 ? "" : ` + n / ${others / groups}u * ${of.own}u`;
  const corner = ([0, 1] as const).map((axis) => {
    const at = `m % ${sizeOf(places)}u ${axis === 0 ? "/" : "%"} ${places[1]}u`;
    const { stride, before } = step.window;
    return back ? `${at} + ${before[axis]}u` : `${at} * ${stride[axis]}u - ${before[axis]}u`;
  });
  const row = `fn own_patch_${name}(o: Model, m: u32, n: u32) -> vec3<u32> {
  return vec3(${base}${group}, ${corner.join(", ")});
}`;
  return {
    beside: [row, pointText(of), numberText(array, name)].join("\n"),
    row: (m, n) => `own_patch_${name}(o, ${m}, ${n})`,
    at: (patch, k) => `own_number_${name}(${patch}, ${k})`,
    four: (patch, k, end) => four({ array, of, patch, k, end }),
  };
}

interface Reading {
  readonly step: Convolution;
  /** Channels of the images that are read, and of one group of them. */
  readonly all: number;
  readonly own: number;
  readonly name: string;
}

// Index of number k of a patch: of a channel, of a point of the window; outside of the image it is ~0u.
function pointText({ step, all, own, name }: Reading): string {
  const { size, stride, dilation, input, output } = step.window;
  const tap = ["tap /", "tap %"].map((at, axis) => `${at} ${size[1]}u * ${dilation[axis]}u`);
  const [rows, columns] = step.op === "conv2dInput" ? output : input;
  const text = step.op === "conv2dInput"
    ? `let y = seen.y - ${tap[0]};
  let x = seen.z - ${tap[1]};
  let inside = y % ${stride[0]}u == 0u && x % ${stride[1]}u == 0u && y / ${stride[0]}u < ${rows}u && x / ${
      stride[1]
    }u < ${columns}u;
  let point = y / ${stride[0]}u * ${columns}u + x / ${stride[1]}u;`
    : `let y = seen.y + ${tap[0]};
  let x = seen.z + ${tap[1]};
  let inside = y < ${rows}u && x < ${columns}u;
  let point = y * ${columns}u + x;`;
  return `fn own_point_${name}(seen: vec3<u32>, k: u32) -> u32 {
  let tap = k / ${own}u;
  ${text}
  return select(${OUTSIDE}, seen.x + point * ${all}u + k % ${own}u, inside);
}`;
}

const OUTSIDE = "0xffffffffu";

function numberText(array: string, name: string): string {
  return `fn own_number_${name}(seen: vec3<u32>, k: u32) -> f32 {
  let index = own_point_${name}(seen, k);
  var number = 0.0;
  if (index != ${OUTSIDE}) { number = ${array}[index]; }
  return number;
}`;
}

interface Four {
  readonly array: string;
  readonly of: Reading;
  readonly patch: string;
  readonly k: string;
  readonly end: string;
}

// Where channels come by fours, so do numbers that lie side by side.
function four({ array, of: { own, name }, patch, k, end }: Four): string {
  if (own % 4 !== 0) {
    return fourText(
      (j) => `own_number_${name}(${patch}, ${k} + ${j})`,
      (j) => `${k} + ${j} < ${end}`,
    );
  }
  const numbers = [0, 1, 2, 3].map((j) => `${array}[begin + ${j}u]`);
  return `var four = vec4<f32>();
  let begin = own_point_${name}(${patch}, ${k});
  if (${k} < ${end} && begin != ${OUTSIDE}) { four = vec4(${numbers.join(", ")}); }`;
}
