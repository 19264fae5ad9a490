import { sizeOf } from "../../../core/array.ts";
import type { Step } from "../../lowering/mod.ts";

/** A step that is a matrix product, made of numbers side by side or of windows of images. */
export type ProductStep = Extract<
  Step,
  {
    op: "dense" | "denseInput" | "denseWeights" | "embedWeights" | "conv2d" | "conv2dInput" | "conv2dWeights";
  }
>;

/** Rows for each row of a batch, and how many numbers a row has before and behind the product. */
export interface ProductSizes {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Sizes of the product that a step is. A convolution's rows are the places of its window, and its inputs the numbers
 * that an output sees there; on the way back rows are the points of the image, each seen by that many outputs.
 */
export function sizesOf(step: ProductStep): ProductSizes {
  if (!("window" in step)) return step;
  const { window: { input, output, size }, inputs, outputs, groups } = step;
  return step.op === "conv2dInput"
    ? { rows: sizeOf(input), inputs, outputs: sizeOf(size) * outputs / groups }
    : { rows: sizeOf(output), inputs: sizeOf(size) * inputs / groups, outputs };
}

/** Whether its channels are grouped, so that not all rows of one matrix meet all columns of the other. */
export function isGrouped(step: ProductStep): boolean {
  return "groups" in step && step.groups > 1;
}
