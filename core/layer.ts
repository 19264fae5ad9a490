import type { Shape } from "./array.ts";

/**
 * Scalar mathematics as data: a number, a variable by name, or an operation on expressions, e.g.
 * `["mul", "x", ["tanh", "x"]]`. Backends evaluate, translate and differentiate it.
 */
export type Expr = number | string | readonly [op: Op, ...args: Expr[]];

/** Operations of expressions: of one argument, of two, and `select(condition, ifNotZero, ifZero)`. */
export type Op =
  | "neg"
  | "abs"
  | "sign"
  | "exp"
  | "log"
  | "sqrt"
  | "tanh"
  | "floor"
  | "cos"
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "max"
  | "min"
  | "gt"
  | "select";

/** A scalar function of `x`; its derivative follows from the expression. */
export interface ScalarFunction {
  /** `"relu"`; two functions of one name are the same. */
  readonly name: string;
  /** The function, of the variable `"x"`. */
  readonly expr: Expr;
}

/** How an array of weights starts: drawn from a distribution scaled by fan-in and fan-out, or constant. */
export type Init =
  | {
    readonly kind:
      | "glorotUniform"
      | "glorotNormal"
      | "heUniform"
      | "heNormal"
      | "lecunUniform"
      | "lecunNormal";
  }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "values"; readonly values: readonly number[] };

/** A parameter that a layer of a stranger's kind brings. */
export interface ForeignParameter {
  /** Its name within the layer. */
  readonly name: string;
  /** Its sizes. */
  readonly shape: Shape;
  /** How it starts. */
  readonly init: Init;
}

/** A layer of a kind that is not ours: backends that were given an implementation can run it. */
export interface ForeignLayer {
  /** Its kind, marked as foreign: `"x:attention"`. */
  readonly kind: `x:${string}`;
  /** Shape of its output for one observation. */
  readonly output: Shape;
  /** Its weights. */
  readonly parameters: readonly ForeignParameter[];
  /** Whatever its implementation needs to know. */
  readonly options: unknown;
}

/** A network or a part of one, as data. Shapes are inferred; weights live elsewhere. */
export type Layer =
  | DenseLayer
  | { readonly kind: "activation"; readonly activation: ScalarFunction }
  | { readonly kind: "dropout"; readonly rate: number }
  | { readonly kind: "identity" }
  | { readonly kind: "scale"; readonly init: Init }
  | BatchNormLayer
  | { readonly kind: "layerNorm"; readonly epsilon: number }
  | Conv2dLayer
  | Pool2dLayer
  | { readonly kind: "globalMaxPool" }
  | { readonly kind: "globalMeanPool" }
  | { readonly kind: "upsample2d"; readonly factor: Pair }
  | { readonly kind: "flatten" }
  | EntityEmbeddingLayer
  | { readonly kind: "chain"; readonly layers: readonly Layer[] }
  | { readonly kind: "parallel"; readonly combine: "add" | "concat"; readonly branches: readonly Layer[] }
  | ForeignLayer;

/** `activation(x · kernel + bias)`; kernel: inputs × units. */
export interface DenseLayer {
  /** Which layer this is. */
  readonly kind: "dense";
  /** How many numbers come out. */
  readonly units: number;
  /** Applied to each of them. */
  readonly activation: ScalarFunction;
  /** Whether there is a bias. */
  readonly bias: boolean;
  /** How the kernel starts. */
  readonly init: Init;
  /** How the bias starts. */
  readonly biasInit: Init;
}

/** A size or distance along both axes of an image. */
export type Pair = readonly [height: number, width: number];

/**
 * What stands around an image while a window moves over it: nothing (`"valid"`), as much as makes the output the
 * input's size divided by the stride, rounded up (`"same"`), or so many rows above and below, columns left and right.
 */
export type Padding = "valid" | "same" | Pair;

/**
 * `activation(x ∗ kernel + bias)`, ∗ the cross-correlation over height and width, zeros around the image; kernel:
 * height × width × (input channels / groups) × channels. Group g of the output sees group g of the input.
 */
export interface Conv2dLayer {
  /** Which layer this is. */
  readonly kind: "conv2d";
  /** How many channels come out. */
  readonly channels: number;
  /** Sizes of the window. */
  readonly kernel: Pair;
  /** How far the window moves from one output to the next. */
  readonly stride: Pair;
  /** What stands around the image. */
  readonly padding: Padding;
  /** How far apart the window's points are; 1 where it is dense. */
  readonly dilation: Pair;
  /** Into how many groups channels are parted; as many as there are input channels is depthwise. */
  readonly groups: number;
  /** Applied to each output. */
  readonly activation: ScalarFunction;
  /** Whether there is a bias. */
  readonly bias: boolean;
  /** How the kernel starts. */
  readonly init: Init;
  /** How the bias starts. */
  readonly biasInit: Init;
}

/** The largest number of each window, or their mean; what stands around the image does not count. */
export interface Pool2dLayer {
  /** Which layer this is. */
  readonly kind: "maxPool2d" | "meanPool2d";
  /** Sizes of the window. */
  readonly size: Pair;
  /** How far the window moves from one output to the next. */
  readonly stride: Pair;
  /** What stands around the image. */
  readonly padding: Padding;
}

/** Standardises each feature over the batch, then scales and shifts it (Ioffe and Szegedy 2015). */
export interface BatchNormLayer {
  /** Which layer this is. */
  readonly kind: "batchNorm";
  /** Added to the variance. */
  readonly epsilon: number;
  /** Share of the batch's statistics in the running ones, per step. */
  readonly momentum: number;
}

/** A column of the input that holds codes, and how many numbers stand for each of them. */
export interface EmbeddedColumn {
  /** Where it is in the input, from 0. */
  readonly column: number;
  /** How many codes there are: 0, 1, … levels − 1. */
  readonly levels: number;
  /** How many numbers each of them becomes. */
  readonly units: number;
}

/**
 * Puts in the place of each code the vector that is learned for it, and passes the other columns on (Guo and Berkhahn
 * 2016). One array for each embedded column: levels × units, a row for each code.
 */
export interface EntityEmbeddingLayer {
  /** Which layer this is. */
  readonly kind: "entityEmbedding";
  /** What is embedded, in the order of the input. */
  readonly columns: readonly EmbeddedColumn[];
  /** How each array starts. */
  readonly init: Init;
}

/** What turns the raw output of a network into a prediction. */
export type Finaliser = { readonly kind: "softmax" } | {
  readonly kind: "scalar";
  readonly activation: ScalarFunction;
};

/**
 * A loss as data. `element` is an expression of `"yhat"`, `"y"` and `"n"`, the number of outputs; what `yhat`
 * means is said by `of`. Elements are averaged over all (`"elements"`), summed over outputs and averaged over
 * rows (`"rows"`), or make one ratio of the batch (`"batch"`): 1 − (Σ element + smooth) / (Σ bottom + smooth).
 */
export interface LossPlan {
  /** `"crossEntropy"`. */
  readonly name: string;
  /** What `yhat` is: the finalised output, the raw output, or the logarithm of its softmax. */
  readonly of: "output" | "logits" | "logSoftmax";
  /** How elements become one number. */
  readonly over: "elements" | "rows" | "batch";
  /** The expression for each output of each row. */
  readonly element: Expr;
  /** The denominator's elements, where `over` is `"batch"`. */
  readonly bottom?: Expr;
  /** Added to numerator and denominator, where `over` is `"batch"`. */
  readonly smooth?: number;
}

/**
 * One link of an optimiser, as data. For each weight, `update` is carried out in order: each line assigns an
 * expression to a slot, to a temporary or to `"g"`, which is the gradient at first and the step for the next
 * link afterwards; the last link's `g` is subtracted from the weight. Expressions may use `g`, `x` (the weight),
 * slots, earlier temporaries, `norm` where it is asked for, and every scalar. Scalars are computed on the host
 * once a step, in order, from `t` (how many times this link has run, from 1), `epoch` (epochs done, real) and
 * earlier scalars.
 */
export interface Rule {
  /** `"Adam"`. */
  readonly kind: string;
  /** Numbers that are the same for all weights, step by step. */
  readonly scalars: readonly (readonly [name: string, value: Expr])[];
  /** What is remembered for each weight, with its value at the start. */
  readonly slots: readonly (readonly [name: string, start: number])[];
  /** Assignments, in order. */
  readonly update: readonly (readonly [name: string, value: Expr])[];
  /** Asks for `norm`: the p-norm of `g` over each array by itself or over all. */
  readonly norm?: { readonly p: number; readonly over: "array" | "all" };
  /** Passes on only each n-th time it runs; in between later links rest and no weight moves. */
  readonly every?: number;
}
