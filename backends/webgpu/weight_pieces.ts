import { flowOf } from "./flow_of.ts";
import { isGrouped, sizesOf } from "./kernels/sizes_of.ts";
import { addParts, weights, weightsTiles } from "./kernels/weights.ts";
import { heightOf, weightsIn, type WeightsStep } from "./kernels/weights_text.ts";
import type { Making, Piece } from "./pieces.ts";
import { timedOf } from "./timed_product.ts";

/** Layers whose weights one kernel makes gradients of. */
const LAYERS = 16;

/** Kernels that make gradients of the weights of layers; those of grouped channels are made number by number. */
export function weightPieces(layers: readonly WeightsStep[], making: Making): Piece[] {
  return [layers.filter((layer) => !isGrouped(layer)), layers.filter((layer) => isGrouped(layer))].flatMap((
    some,
    grouped,
  ) => chunks(some, LAYERS).flatMap((chunk) => piecesOf(chunk, { ...making, cut: grouped === 0 })));
}

function piecesOf(
  layers: readonly WeightsStep[],
  { newTensor, batchSize, cut }: Making & { readonly cut: boolean },
): Piece[] {
  const parts = layers.map((layer) => partsOf(layer, batchSize));
  const numbers = layers.reduce(
    (sum, layer, l) => sum + (parts[l]! > 1 ? parts[l]! * weightsIn(layer) : 0),
    0,
  );
  const split = numbers > 0 ? { parts, sums: newTensor(0, numbers) } : undefined;
  const { reads } = flowOf(layers);
  const products: Piece = {
    reads,
    writes: { sums: split?.sums },
    products: layers.map(timedOf),
    write: (to) => weights({ layers, split }, to),
    ...cut && { writeTiles: (to, of) => weightsTiles({ layers, split, ...of }, to) },
  };
  if (!split) return [products];
  return [products, {
    reads: { sums: split.sums },
    writes: {},
    write: (to) => addParts({ layers, split }, to),
  }];
}

/** Rows of a part of a long sum, tiles of a layer that keep a device busy, and those of all parts. */
const [LONG, BUSY, ENOUGH] = [512, 64, 1024];
/** Rows that are added up at most, however many tiles there are. */
const LONGEST = 16384;

// Few tiles of long sums would leave most of a device without work: then each sum is made in parts.
function partsOf(layer: WeightsStep, batchSize: number): number {
  const rows = batchSize * sizesOf(layer).rows;
  const tiles = Math.ceil(heightOf(layer) / 32) * Math.ceil(layer.outputs / 32);
  const useful = tiles < BUSY ? Math.min(Math.floor(rows / LONG), Math.ceil(ENOUGH / tiles)) : 1;
  return Math.max(1, useful, Math.ceil(rows / LONGEST));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, i) => items.slice(size * i, size * (i + 1)),
  );
}
