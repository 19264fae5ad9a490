import type { Rule } from "../../core/layer.ts";
import type { Flowing, Layout, LoweredPlan, Step, Tensor } from "../lowering/mod.ts";
import { passesOf, readsOf, writesOf } from "../lowering/mod.ts";
import { flowOf } from "./flow_of.ts";
import { fuse, type Fused, type Rest } from "./fuse.ts";
import { advance } from "./kernels/advance.ts";
import type { EachBody, GroupBody, TilesBody } from "./kernels/body.ts";
import { copy } from "./kernels/copy.ts";
import { crossEntropy } from "./kernels/cross_entropy.ts";
import { elements } from "./kernels/elements.ts";
import { embed } from "./kernels/embed.ts";
import { mean, ratio } from "./kernels/losses.ts";
import { normPartials, norms, PARTIALS } from "./kernels/norms.ts";
import { pool } from "./kernels/pools.ts";
import { product, productTiles } from "./kernels/product.ts";
import { softmax, softmaxBack } from "./kernels/softmax.ts";
import { isGrouped } from "./kernels/sizes_of.ts";
import type { TileShape } from "./kernels/tile.ts";
import { update } from "./kernels/update.ts";
import type { Writing } from "./kernels/writing.ts";
import type { Tape } from "./tape.ts";
import { normPieces } from "./norm_pieces.ts";
import { timedOf, type TimedProduct } from "./timed_product.ts";
import { weightPieces } from "./weight_pieces.ts";

/** One kernel of a step. */
export interface Piece extends Flowing {
  /** Writes it in the form that works anywhere. */
  readonly write: (to: Writing) => EachBody | GroupBody;
  /** Writes it for large sizes, where that is another form. */
  readonly writeTiles?: (to: Writing, cut: Cut) => TilesBody;
  /** Its matrix products; `rows` are those for each row of a batch. */
  readonly products?: readonly TimedProduct[];
}

/** How a large product is cut; `rows` are those of a whole batch. */
export interface Cut {
  readonly rows: number;
  readonly shape: TileShape;
}

/** Lists of kernels, one for each thing that a program does. */
export interface Pieces {
  readonly train: readonly Piece[];
  readonly judge: readonly Piece[];
  readonly predict: readonly Piece[];
  /** What predict leaves. */
  readonly predictions: Tensor;
}

/** Multiplications of numbers in the matrix products of kernels, for each row of a batch. */
export function multiplicationsOf(pieces: readonly Piece[]): number {
  const products = pieces.flatMap(({ products = [] }) => products);
  return products.reduce((sum, { rows, inputs, outputs }) => sum + rows * inputs * outputs, 0);
}

/** What a plan becomes on the way to kernels. */
export interface Planned {
  readonly lowered: LoweredPlan;
  readonly rules: readonly Rule[];
  readonly tape: Tape;
  readonly batchSize: number;
}

/** Makes kernels of a lowered plan. */
export function piecesOf({ lowered, rules, tape, batchSize }: Planned): Pieces {
  const ends: Piece = { reads: {}, writes: {}, write: () => advance };
  const of = (steps: readonly Step[], more: (newTensor: NewTensor) => readonly Piece[]) => {
    const newTensor = tensorsBehind(steps);
    const making = { newTensor, batchSize };
    return [...fuse(steps, newTensor).flatMap((fused) => pieces(fused, making)), ...more(newTensor)];
  };
  return {
    train: of(
      lowered.train,
      (newTensor) => optimiserPieces({ rules, layout: lowered.layout, tape }, newTensor),
    ),
    judge: of(lowered.judge, () => [ends]),
    predict: of(lowered.predict.map(withPlannedOutputs), () => [ends]),
    predictions: plannedOutputs(lowered.predict.flatMap(writesOf).find(({ at }) => at === "out")!), // of any network
  };
}

// Outputs stand among what is planned, and are copied from there.
function withPlannedOutputs(step: Step): Step {
  const writes: Flowing["writes"] = step.writes;
  const planned = Object.entries(writes).map(([role, tensor]) => [role, tensor && plannedOutputs(tensor)]);
  return { ...step, writes: Object.fromEntries(planned) } as Step; // the same roles
}

function plannedOutputs(tensor: Tensor): Tensor {
  return tensor.at === "out" ? { ...tensor, at: "planned" } : tensor;
}

type NewTensor = (perRow: number, fixed?: number) => Tensor;

/** What kernels of a step may need: further tensors, and the largest batch. */
export interface Making {
  readonly newTensor: NewTensor;
  readonly batchSize: number;
}

function tensorsBehind(steps: readonly Step[]): NewTensor {
  let id = 1 +
    Math.max(2, ...steps.flatMap((step) => [...readsOf(step), ...writesOf(step)].map((t) => t.id)));
  return (perRow, fixed = 0) => ({ id: id++, perRow, fixed, at: "planned" });
}

function pieces(fused: Fused, to: Making): Piece[] {
  switch (fused.kind) {
    case "product": {
      const { step, tail } = fused;
      const flow = flowOf([step, ...tail]);
      return [{
        ...flow,
        products: [timedOf(step)],
        write: (to) => product({ step, tail }, to),
        ...!isGrouped(step) &&
          { writeTiles: (to, { shape }) => productTiles({ product: { step, tail }, shape }, to) },
      }];
    }
    case "pool":
      return [{ ...flowOf([fused.step, ...fused.tail]), write: (to) => pool(fused, to) }];
    case "batchNorm":
      return normPieces(fused, to);
    case "elements":
      return [{ ...flowOf(fused.parts), write: (to) => elements(fused, to) }];
    case "weights":
      return weightPieces(fused.layers, to);
    case "mean":
      return [{ reads: { element: fused.element }, writes: {}, write: (to) => mean(fused, to) }];
    case "step":
      return stepPieces(fused.step, to);
  }
}

function stepPieces(step: Rest, making: Making): Piece[] {
  const one = (write: Piece["write"]): Piece[] => [{ ...flowOf([step]), write }];
  switch (step.op) {
    case "crossEntropy": {
      const rowLoss = making.newTensor(1);
      const { reads, writes } = flowOf([step]);
      return [
        { reads, writes: { ...writes, rowLoss }, write: (to) => crossEntropy({ step, rowLoss }, to) },
        { reads: { rowLoss }, writes: {}, write: (to) => mean({ element: rowLoss, width: 1, per: 1 }, to) },
      ];
    }
    case "softmax":
    case "logSoftmax":
      return one((to) => softmax(step, to));
    case "softmaxBack":
    case "logSoftmaxBack":
      return one((to) => softmaxBack(step, to));
    case "batchNormBack":
    case "layerNorm":
    case "layerNormBack":
    case "scaleBack":
      return normPieces({ step, tail: [] }, making);
    case "embed":
      return one((to) => embed(step, to));
    case "copy":
      return one((to) => copy(step, to));
    case "ratio":
      return one((to) => ratio(step, to));
    default: {
      const rest: never = step;
      throw new TypeError(`Cannot make a kernel of ${JSON.stringify(rest)}: unknown step`);
    }
  }
}

function optimiserPieces(
  { rules, layout, tape }: { readonly rules: readonly Rule[]; readonly layout: Layout; readonly tape: Tape },
  newTensor: NewTensor,
): Piece[] {
  const slots = layout.slots.filter(({ parameter }) => parameter.trained);
  return passesOf(rules).flatMap((pass): Piece[] => {
    if (!pass.norm) {
      return [{ reads: {}, writes: {}, write: (to) => update({ pass, layout, tape, norms: undefined }, to) }];
    }
    const [partials, sums] = [newTensor(0, PARTIALS * slots.length), newTensor(0, slots.length)];
    const of = { ...pass.norm, slots, partials, norms: sums };
    return [
      { reads: {}, writes: { partials }, write: (to) => normPartials(of, to) },
      { reads: { partials }, writes: { sums }, write: (to) => norms(of, to) },
      { reads: { sums }, writes: {}, write: (to) => update({ pass, layout, tape, norms: sums }, to) },
    ];
  });
}
