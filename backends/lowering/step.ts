import type { Expr } from "../../core/layer.ts";
import type { EmbeddedPart, EmbeddedParts, Window } from "../../nn/mod.ts";
import type { Slot } from "./layout.ts";

/** Numbers of a batch while it goes through: `perRow` for each row of the batch and `fixed` beside them. */
export interface Tensor {
  /** Its number, from 0. */
  readonly id: number;
  /** Numbers for each row of the batch. */
  readonly perRow: number;
  /** Numbers that do not depend on the batch. */
  readonly fixed: number;
  /** Where it is: planned by liveness, or one of the batch's own arrays. */
  readonly at: "planned" | "x" | "y" | "out";
}

/** Tensors by the role that they play in a step. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** What every step says: which tensors it reads and writes. One that is both is worked on in place. */
interface Flow<R extends string, W extends string> {
  readonly reads: Readonly<Record<R, Tensor>>;
  readonly writes: Readonly<Record<W, Tensor>>;
}

/** Sizes of a matrix product for each row of the batch: `rows` rows of `inputs` numbers to `outputs` numbers. */
interface Sizes {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** `rows` rows of `width` numbers for each row of the batch. */
interface Block {
  readonly rows: number;
  readonly width: number;
}

/** y = x · kernel + bias, negative numbers cut off if `relu`. */
export interface DenseStep extends Flow<"x", "y">, Sizes {
  readonly op: "dense";
  readonly kernel: Slot;
  readonly bias?: Slot;
  readonly relu: boolean;
}

/** Gradients of kernel and bias. */
export interface DenseWeightsStep extends Flow<"x" | "dy", never>, Sizes {
  readonly op: "denseWeights";
  readonly kernel: Slot;
  readonly bias?: Slot;
}

/** Numbers side by side in each row. */
export interface Stretch {
  readonly from: number;
  readonly width: number;
}

/** dx = dy · kernelᵀ; where `mask` is read, zero where that is not positive. */
export interface DenseInputStep extends Sizes {
  readonly op: "denseInput";
  readonly reads: { readonly dy: Tensor; readonly mask?: Tensor };
  readonly writes: { readonly dx: Tensor };
  readonly kernel: Slot;
  /** The numbers of dx that are of use, in order: others may be left as they are. All, where it is absent. */
  readonly wanted?: readonly Stretch[];
}

/** Numbers of a matrix side by side: where they begin in each row, and how long its rows are. */
export interface Columns {
  readonly offset: number;
  readonly stride: number;
}

/** An embedded column, with the array that holds its vectors. */
export interface EmbeddedSlot extends EmbeddedPart {
  readonly kernel: Slot;
}

/** y: codes of x as the rows of their kernels, other columns as they are. */
export interface EmbedStep extends Flow<"x", "y">, Omit<EmbeddedParts, "embedded"> {
  readonly op: "embed";
  /** Numbers in a row of x. */
  readonly inputs: number;
  readonly embedded: readonly EmbeddedSlot[];
}

/**
 * Gradient of an embedded column's kernel: of a dense layer's whose inputs are 1 where their number is the code, and else
 * 0; `inputs` is the count of levels.
 */
export interface EmbedWeightsStep extends Flow<"x" | "dy", never>, Sizes {
  readonly op: "embedWeights";
  readonly kernel: Slot;
  readonly bias?: undefined;
  /** Where the codes are in x. */
  readonly code: Columns;
  /** Where the gradients of their vectors are in dy. */
  readonly vector: Columns;
}

/** A window over images of `inputs` channels, to places of `outputs` channels; group g of one sees group g of the other. */
export interface Convolving {
  readonly window: Window;
  readonly groups: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** y = x ∗ kernel + bias, negative numbers cut off if `relu`. */
export interface Conv2dStep extends Flow<"x", "y">, Convolving {
  readonly op: "conv2d";
  readonly kernel: Slot;
  readonly bias?: Slot;
  readonly relu: boolean;
}

/** Gradients of kernel and bias. */
export interface Conv2dWeightsStep extends Flow<"x" | "dy", never>, Convolving {
  readonly op: "conv2dWeights";
  readonly kernel: Slot;
  readonly bias?: Slot;
}

/** Gradient of the images; where `mask` is read, zero where that is not positive. */
export interface Conv2dInputStep extends Convolving {
  readonly op: "conv2dInput";
  readonly reads: { readonly dy: Tensor; readonly mask?: Tensor };
  readonly writes: { readonly dx: Tensor };
  readonly kernel: Slot;
}

/** A window over images of so many channels, each by itself. */
interface Pooling {
  readonly window: Window;
  readonly channels: number;
}

/**
 * The largest number of each window; `which`, where it is wanted, says for each which point of the window it is, the
 * first of the largest, row by row, from 0. Points outside the image do not count.
 */
export interface MaxPoolStep extends Pooling {
  readonly op: "maxPool";
  readonly reads: { readonly x: Tensor };
  readonly writes: { readonly y: Tensor; readonly which?: Tensor };
}

/** dx: to each point what the places give for which it was the largest. */
export interface MaxPoolBackStep extends Flow<"dy" | "which", "dx">, Pooling {
  readonly op: "maxPoolBack";
}

/** Sum of each window, or its mean over the points that lie in the image. */
export interface SumPoolStep extends Flow<"x", "y">, Pooling {
  readonly op: "sumPool";
  readonly mean: boolean;
}

/**
 * The way back of a sum or mean: y, as large as the image, takes at each point what its places hold, divided where it
 * was a mean.
 */
export interface SpreadStep extends Flow<"x", "y">, Pooling {
  readonly op: "spread";
  readonly mean: boolean;
}

/** Expressions of the tensors that are read, element by element, each written to the tensor of its name. */
export interface MapStep {
  readonly op: "map";
  readonly reads: Tensors;
  readonly writes: Tensors;
  readonly values: Readonly<Record<string, Expr>>;
  /** Elements for each row of the batch. */
  readonly width: number;
}

/** y = x / (1 − rate) where the mask keeps it, else 0. */
export interface DropoutStep extends Flow<"x", "y"> {
  readonly op: "dropout";
  readonly layer: number;
  readonly rate: number;
  readonly width: number;
}

/** y = x · factor, feature by feature. */
export interface ScaleStep extends Flow<"x", "y">, Block {
  readonly op: "scale";
  readonly factor: Slot;
}

/** Gradients of x and of the factor. */
export interface ScaleBackStep extends Flow<"x" | "dy", "dx">, Block {
  readonly op: "scaleBack";
  readonly factor: Slot;
}

/** Standardises over the batch, and moves the running statistics. */
export interface BatchNormStep extends Flow<"x", "xhat" | "deviation" | "y">, Block {
  readonly op: "batchNorm";
  readonly weights: readonly [gain: Slot, shift: Slot, mean: Slot, variance: Slot];
  readonly epsilon: number;
  readonly momentum: number;
}

/** Standardises by the running statistics. */
export interface BatchNormInferStep extends Flow<"x", "y">, Block {
  readonly op: "batchNormInfer";
  readonly weights: BatchNormStep["weights"];
  readonly epsilon: number;
}

/** Standardises each row. */
export interface LayerNormStep extends Flow<"x", "xhat" | "deviation" | "y">, Block {
  readonly op: "layerNorm";
  readonly gain: Slot;
  readonly shift: Slot;
  readonly epsilon: number;
}

/** Gradients of x, gain and shift, of either normalisation. */
export interface NormBackStep extends Flow<"dy" | "xhat" | "deviation", "dx">, Block {
  readonly op: "batchNormBack" | "layerNormBack";
  readonly gain: Slot;
  readonly shift: Slot;
}

/** Copies, or adds, `width` columns of matrices with rows of `from.stride` and `to.stride` numbers. */
export interface CopyStep extends Flow<"x", "y">, Block {
  readonly op: "copy";
  readonly from: Columns;
  readonly to: Columns;
  readonly add: boolean;
}

/** Row-wise softmax or its logarithm. */
export interface SoftmaxStep extends Flow<"x", "y"> {
  readonly op: "softmax" | "logSoftmax";
  readonly width: number;
}

/** Gradient behind softmax (`y`: probabilities) or its logarithm (`y`: those), in place of `dx`. */
export interface SoftmaxBackStep extends Flow<"y" | "dx", "dx"> {
  readonly op: "softmaxBack" | "logSoftmaxBack";
  readonly width: number;
}

/** Cross-entropy of one-hot targets behind softmax: the batch's loss and its gradient at once. */
export interface CrossEntropyStep extends Flow<"x" | "y", "dx"> {
  readonly op: "crossEntropy";
  readonly width: number;
}

/** The batch's loss: Σ weight · element / (rows · per); the gradient, if there is one, is weighted in place. */
export interface MeanStep {
  readonly op: "mean";
  readonly reads: { readonly element: Tensor; readonly dx?: Tensor };
  readonly writes: { readonly dx?: Tensor };
  readonly width: number;
  readonly per: number;
}

/** The batch's loss: 1 − (Σ weight · top + smooth) / (Σ weight · bottom + smooth), and its gradient in `dx`. */
export interface RatioStep {
  readonly op: "ratio";
  readonly reads: {
    readonly top: Tensor;
    readonly bottom: Tensor;
    readonly dx?: Tensor;
    readonly dbottom?: Tensor;
  };
  readonly writes: { readonly dx?: Tensor };
  readonly width: number;
  readonly smooth: number;
}

/** One fused step of a lowered plan. */
export type Step =
  | DenseStep
  | DenseWeightsStep
  | DenseInputStep
  | EmbedStep
  | EmbedWeightsStep
  | Conv2dStep
  | Conv2dWeightsStep
  | Conv2dInputStep
  | MaxPoolStep
  | MaxPoolBackStep
  | SumPoolStep
  | SpreadStep
  | MapStep
  | DropoutStep
  | ScaleStep
  | ScaleBackStep
  | BatchNormStep
  | BatchNormInferStep
  | LayerNormStep
  | NormBackStep
  | CopyStep
  | SoftmaxStep
  | SoftmaxBackStep
  | CrossEntropyStep
  | MeanStep
  | RatioStep;

/** Which tensors something reads and writes, by role. */
export interface Flowing {
  readonly reads: Readonly<Record<string, Tensor | undefined>>;
  readonly writes: Readonly<Record<string, Tensor | undefined>>;
}

/** The tensors that a step reads. */
export function readsOf(step: Flowing | Step): readonly Tensor[] {
  return Object.values<Tensor | undefined>(step.reads).filter((t) => t !== undefined);
}

/** The tensors that a step writes. */
export function writesOf(step: Flowing | Step): readonly Tensor[] {
  return Object.values<Tensor | undefined>(step.writes).filter((t) => t !== undefined);
}
