import { sizeOf } from "../../../core/array.ts";
import type { Step } from "../../lowering/mod.ts";
import type { EachBody } from "./body.ts";
import { type Part, tailText } from "./elements.ts";
import type { Writing } from "./writing.ts";

/** A step over windows of images, channel by channel. */
export type PoolStep = Extract<Step, { op: "maxPool" | "maxPoolBack" | "sumPool" | "spread" }>;

/** A pool, and what is done to each of its elements right away. */
export interface Pool {
  readonly step: PoolStep;
  readonly tail: readonly Part[];
}

/**
 * A pool, one invocation an element: of windows row by row, or, on the way back, of the places that cover a point row
 * by row. Sizes stand in the text, for compilers divide by what they know without a division.
 */
export function pool({ step, tail }: Pool, write: Writing): EachBody {
  const back = step.op === "maxPoolBack" || step.op === "spread";
  const { window: { input, output, size, stride }, channels } = step;
  const perRow = sizeOf(back ? input : output) * channels;
  const [down, across] = back
    ? [Math.ceil(size[0] / stride[0]), Math.ceil(size[1] / stride[1])]
    : [size[0], size[1]];
  const y = "y" in step.writes ? step.writes.y : step.writes.dx;
  return {
    name: step.op,
    form: "each",
    count: `o.here * ${perRow}u`,
    perRow,
    rounds: () => down * (across + 2) + 1,
    beside: tailText(tail, { write, width: perRow, output: y }),
    text: `  let channel = i % ${channels}u;
  let image = i / ${perRow}u * ${sizeOf(back ? output : input) * channels}u;
${textOf(step, write)}`,
  };
}

function textOf(step: PoolStep, write: Writing): string {
  switch (step.op) {
    case "maxPool":
      return maxText(step, write);
    case "sumPool":
      return sumText(step, write);
    case "maxPoolBack":
      return backText(step, write);
    case "spread":
      return spreadText(step, write);
  }
}

// The first of the largest; once there is a NaN, it stays, whatever a device makes of comparisons with it.
function maxText(step: Extract<PoolStep, { op: "maxPool" }>, write: Writing): string {
  const { window: { size, before }, reads: { x }, writes: { which } } = step;
  const within = `(y + ${before[0]}u - down) * ${size[1]}u + x + ${before[1]}u - across`;
  const loop = pointsText(
    step,
    `let value = ${write.element(x)(POINT)};
      if (first || value > best || (is_nan(value) && !is_nan(best))) { best = value; which = ${within}; }
      first = false;`,
  );
  return `  var best = 0.0;
  var which = 0u;
  var first = true;
${loop}
  ${which ? `${write.element(which)("i")} = f32(which);` : ""}
  own_tail(o, i, best);`;
}

function sumText(step: Extract<PoolStep, { op: "sumPool" }>, write: Writing): string {
  const loop = pointsText(step, `sum += ${write.element(step.reads.x)(POINT)};`);
  return `  var sum = 0.0;
${loop}
  own_tail(o, i, ${step.mean ? "sum / f32((bottom - top) * (right - left))" : "sum"});`;
}

function backText(step: Extract<PoolStep, { op: "maxPoolBack" }>, write: Writing): string {
  const { window: { size, stride }, reads: { dy, which } } = step;
  const within = `(y - down * ${stride[0]}u) * ${size[1]}u + x - across * ${stride[1]}u`;
  return placesText(
    step,
    `if (${write.element(which)(PLACE)} == f32(${within})) { sum += ${write.element(dy)(PLACE)}; }`,
  );
}

function spreadText(step: Extract<PoolStep, { op: "spread" }>, write: Writing): string {
  const { window: { size, stride, input, before }, reads: { x }, mean } = step;
  const along = (axis: 0 | 1, place: string) => {
    const at = `${place} * ${stride[axis]}u`;
    return `(min(${at} + ${size[axis]}u, ${input[axis] + before[axis]}u) - max(${at}, ${before[axis]}u))`;
  };
  const value = write.element(x)(PLACE);
  return placesText(
    step,
    `sum += ${mean ? `${value} / f32(${along(0, "down")} * ${along(1, "across")})` : value};`,
  );
}

/** WGSL of where a point or a place stands among all numbers. */
const [POINT, PLACE] = ["point", "place"];

// Goes over the points under the window of element `i`, which reach from the corner (top, left) to (bottom, right).
function pointsText({ window, channels }: PoolStep, text: string): string {
  const { input: [height, width], output, size, stride, before } = window;
  return `  let down = i / ${channels}u % ${sizeOf(output)}u / ${output[1]}u * ${stride[0]}u;
  let across = i / ${channels}u % ${output[1]}u * ${stride[1]}u;
  let top = max(down, ${before[0]}u) - ${before[0]}u;
  let left = max(across, ${before[1]}u) - ${before[1]}u;
  let bottom = min(down + ${size[0]}u, ${height + before[0]}u) - ${before[0]}u;
  let right = min(across + ${size[1]}u, ${width + before[1]}u) - ${before[1]}u;
  for (var y = top; y < bottom; y++) {
    for (var x = left; x < right; x++) {
      let point = image + (y * ${width}u + x) * ${channels}u + channel;
      ${text}
    }
  }`;
}

// Goes over the places that cover the point of element `i`, whose points stand side by side.
function placesText({ window, channels }: PoolStep, text: string): string {
  const { input, output, size, stride, before } = window;
  const ends = (axis: 0 | 1, at: string) => ({
    from: `select((${at} - ${size[axis]}u) / ${stride[axis]}u + 1u, 0u, ${at} < ${size[axis]}u)`,
    to: `min(${at} / ${stride[axis]}u + 1u, ${output[axis]}u)`,
  });
  const [rows, columns] = [ends(0, "y"), ends(1, "x")];
  return `  let y = i / ${channels}u % ${sizeOf(input)}u / ${input[1]}u + ${before[0]}u;
  let x = i / ${channels}u % ${input[1]}u + ${before[1]}u;
  let bottom = ${rows.to};
  let left = ${columns.from};
  let right = ${columns.to};
  var sum = 0.0;
  for (var down = ${rows.from}; down < bottom; down++) {
    for (var across = left; across < right; across++) {
      let place = image + (down * ${output[1]}u + across) * ${channels}u + channel;
      ${text}
    }
  }
  own_tail(o, i, sum);`;
}
