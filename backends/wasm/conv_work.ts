import type { Convolving, Step } from "../lowering/mod.ts";

/** Numbers of a tile's addresses, and what kernels read and write behind the last panel and image. */
const TILE = 8;
const BEHIND = 32;

/** Numbers of padded images that are worked on at once, unless one is larger: `AT_ONCE` of assembly/pad_images.ts. */
const AT_ONCE = 8192;

/** Numbers of memory that the convolutions among these steps work in, one after the other. */
export function convWork(steps: readonly Step[]): number {
  return Math.max(0, ...steps.map(workOf));
}

function workOf(step: Step): number {
  switch (step.op) {
    case "conv2d":
      return TILE + panels(step, "outputs") + padded(step, "inputs") + BEHIND;
    case "conv2dWeights":
      return TILE + padded(step, "inputs") + BEHIND;
    case "conv2dInput":
      // either the gradient of places is padded, or, of channels by themselves, that of the images
      return TILE + panels(step, "inputs") + Math.max(padded(step, "outputs"), padded(step, "inputs")) +
        BEHIND;
    default:
      return 0;
  }
}

// The kernel in panels of eight columns: channels that come out or in, of each group.
function panels({ window, groups, inputs, outputs }: Convolving, columns: "inputs" | "outputs"): number {
  const sizes = { inputs: inputs / groups, outputs: outputs / groups };
  const [steps, across] = columns === "outputs"
    ? [sizes.inputs, sizes.outputs]
    : [sizes.outputs, sizes.inputs];
  return groups * window.size[0] * window.size[1] * steps * Math.ceil(across / 8) * 8;
}

// An image, or a gradient as large as the places of the window, with zeros around it.
function padded(
  { window: { input, output, size, stride, dilation, before, after }, ...of }: Convolving,
  channels: "inputs" | "outputs",
) {
  const along = (axis: 0 | 1) => {
    if (channels === "inputs") return before[axis] + input[axis] + after[axis];
    const ahead = Math.max(0, Math.ceil(((size[axis] - 1) * dilation[axis] - before[axis]) / stride[axis]));
    return ahead + Math.max(output[axis], Math.floor((input[axis] - 1 + before[axis]) / stride[axis]) + 1);
  };
  return Math.max(AT_ONCE, along(0) * along(1) * of[channels]);
}
