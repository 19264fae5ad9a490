import { type Flowing, readsOf, type Step, type Tensor, writesOf } from "../lowering/mod.ts";
import type { BatchNormStep } from "./kernels/batch_norm.ts";
import type { Part } from "./kernels/elements.ts";
import type { PoolStep } from "./kernels/pools.ts";
import type { Product } from "./kernels/product.ts";
import type { WeightsStep } from "./kernels/weights_text.ts";

type ProductStep = Product["step"];

/** Steps that go into one kernel. */
export type Fused =
  /** A product, and what is done to its elements. */
  | { readonly kind: "product"; readonly step: ProductStep; readonly tail: Part[] }
  /** What is made of windows, and what is done to its elements. */
  | { readonly kind: "pool"; readonly step: PoolStep; readonly tail: Part[] }
  /** A normalisation over the batch, and what is done to its elements. */
  | { readonly kind: "batchNorm"; readonly step: BatchNormStep; readonly tail: Part[] }
  /** What is done to each element, one thing after the other. */
  | { readonly kind: "elements"; readonly width: number; readonly parts: Part[] }
  /** Gradients of the weights of several layers. */
  | { readonly kind: "weights"; readonly layers: readonly WeightsStep[] }
  /** The mean that a loss is. */
  | { readonly kind: "mean"; readonly element: Tensor; readonly width: number; readonly per: number }
  /** A step by itself. */
  | { readonly kind: "step"; readonly step: Rest };

/** Steps that no other can join. */
export type Rest = Exclude<
  Step,
  | ProductStep
  | PoolStep
  | WeightsStep
  | Extract<Step, { op: "batchNorm" | "batchNormInfer" | "map" | "dropout" | "scale" | "mean" }>
>;

/**
 * Puts steps together: what is done to each element joins what made them right before, and gradients of weights wait until
 * the end, where one kernel makes them all.
 */
export function fuse(steps: readonly Step[], newTensor: (perRow: number) => Tensor): readonly Fused[] {
  const fusion = new Fusion(newTensor);
  for (const step of steps) fusion.add(step);
  return fusion.end();
}

class Fusion {
  readonly #fused: Fused[] = [];
  readonly #newTensor: (perRow: number) => Tensor;
  readonly #gathered = new Map<number, Tensor>();
  #waiting: WeightsStep[] = [];

  constructor(newTensor: (perRow: number) => Tensor) {
    this.#newTensor = newTensor;
  }

  add(step: Step): void {
    this.#makeWeightsBefore(step);
    switch (step.op) {
      case "denseWeights":
      case "embedWeights":
      case "conv2dWeights":
        return void this.#waiting.push(step);
      case "dense":
      case "denseInput":
      case "conv2d":
      case "conv2dInput":
        return void this.#fused.push(productOf(step));
      case "maxPool":
      case "maxPoolBack":
      case "sumPool":
      case "spread":
        return void this.#fused.push({ kind: "pool", step, tail: [] });
      case "batchNorm":
        return void this.#fused.push({ kind: "batchNorm", step: this.#withX(step), tail: [] });
      case "batchNormInfer":
      case "batchNormBack":
        return void this.#fused.push({ kind: "batchNorm", step, tail: [] });
      case "map":
        return this.#join({ does: "map", ...step }, step.width);
      case "dropout":
        return this.#join({ does: "drop", ...step }, step.width);
      case "scale":
        return this.#join({ does: "scale", ...step, features: step.width }, step.rows * step.width);
      case "scaleBack":
        return this.#addScaleBack(step);
      case "mean":
        return this.#addMean(step);
      default:
        this.#fused.push({ kind: "step", step: this.#withReads(step) });
    }
  }

  end(): readonly Fused[] {
    this.#makeWeights();
    return this.#fused;
  }

  // What is done to elements joins what made them, if that still stands last.
  #join(part: Part, width: number): void {
    const last = this.#fused.at(-1);
    if (last?.kind === "elements" && last.width === width) last.parts.push(part);
    else if (last && "tail" in last && joins(part, last.step, width)) last.tail.push(part);
    else this.#fused.push({ kind: "elements", width, parts: [part] });
  }

  #addScaleBack(step: Extract<Step, { op: "scaleBack" }>): void {
    const { factor, rows, width, reads: { dy, x }, writes: { dx } } = step;
    this.#fused.push({ kind: "step", step: { ...step, reads: { dy, x: this.#sideBySide(x) } } });
    this.#join({ does: "scale", reads: { x: dy }, writes: { y: dx }, factor, features: width }, rows * width);
  }

  #addMean({ reads: { element, dx: x }, width, per }: Extract<Step, { op: "mean" }>): void {
    if (x) this.#join({ does: "weigh", reads: { x }, writes: { y: x }, per }, width);
    this.#fused.push({ kind: "mean", element, width, per });
  }

  // Gradients wait as long as nothing is written over what they are made of.
  #makeWeightsBefore(step: Step): void {
    const written = new Set(writesOf(step));
    if (this.#waiting.some((weights) => readsOf(weights).some((tensor) => written.has(tensor)))) {
      this.#makeWeights();
    }
  }

  #makeWeights(): void {
    if (this.#waiting.length > 0) this.#fused.push({ kind: "weights", layers: this.#waiting });
    this.#waiting = [];
  }

  #withX(step: Extract<Step, { op: "batchNorm" }>): BatchNormStep {
    return { ...step, reads: { x: this.#sideBySide(step.reads.x) } };
  }

  // Steps that look at whole rows or columns find them side by side.
  #withReads(step: Exclude<Rest, { op: "scaleBack" }>): Rest {
    if (step.op === "copy" || step.op === "embed") return step;
    const reads: Flowing["reads"] = step.reads;
    const moved = Object.entries(reads).map(([role, tensor]) => [role, tensor && this.#sideBySide(tensor)]);
    return { ...step, reads: Object.fromEntries(moved) } as Rest; // the same roles
  }

  #sideBySide(tensor: Tensor): Tensor {
    const known = this.#gathered.get(tensor.id);
    if (known || tensor.at !== "x") return known ?? tensor;
    const y = this.#newTensor(tensor.perRow);
    this.#gathered.set(tensor.id, y);
    this.#join({ does: "map", reads: { x: tensor }, writes: { y }, values: { y: "x" } }, tensor.perRow);
    return y;
  }
}

// A rectifier in a product, or the mask of one, is done to its elements like anything else.
function productOf(step: ProductStep): Fused {
  if ("relu" in step) {
    const { y } = step.writes;
    const rectify: Part = { does: "map", reads: { x: y }, writes: { y }, values: { y: ["max", "x", 0] } };
    return { kind: "product", step, tail: step.relu ? [rectify] : [] };
  }
  const { reads: { mask }, writes: { dx } } = step;
  const values = { dx: ["select", ["gt", "mask", 0], "dx", 0] } as const;
  return {
    kind: "product",
    step,
    tail: mask ? [{ does: "map", reads: { mask, dx }, writes: { dx }, values }] : [],
  };
}

// Others read the input while it is done: it must not change.
function joins(
  part: Part,
  { reads, writes }: ProductStep | PoolStep | BatchNormStep,
  width: number,
): boolean {
  const input = "x" in reads ? reads.x : reads.dy;
  const output = "y" in writes ? writes.y : writes.dx;
  return output.perRow === width && !writesOf(part).includes(input);
}
