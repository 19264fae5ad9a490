import type { EntityEmbeddingLayer } from "../../core/layer.ts";
import { type EmbeddedPart, embeddedParts, type Node } from "../../nn/mod.ts";
import type { Cell } from "./cell.ts";
import { weights } from "./dense_cell.ts";
import { matrix } from "./matrix.ts";
import type { Store } from "./store.ts";

/** The cell of an entity embedding: each code makes way for its row of weights, other columns pass. */
export function entityEmbeddingCell(layer: EntityEmbeddingLayer, node: Node, store: Store): Cell {
  const { outputs, passed, embedded } = embeddedParts(layer, node.input[0] ?? 0);
  const columns = embedded.map((part, i) => ({ ...part, ...weights(store, node, i) }));
  let seen = matrix(0, 0);
  // index of the vector of the code in a row
  const firstOf = (row: number, { column, levels, units }: EmbeddedPart) =>
    units * levelOf(seen.data[row * seen.columns + column]!, levels);
  return {
    forward(x) {
      seen = x;
      const y = matrix(x.rows, outputs);
      for (let r = 0; r < x.rows; r++) {
        for (const { from, to, width } of passed) {
          const row = r * x.columns + from;
          y.data.set(x.data.subarray(row, row + width), r * outputs + to);
        }
        for (const part of columns) {
          const first = firstOf(r, part);
          y.data.set(part.values.subarray(first, first + part.units), r * outputs + part.to);
        }
      }
      return y;
    },
    backward(dy) {
      const dx = matrix(seen.rows, seen.columns); // 0 for codes
      for (let r = 0; r < dy.rows; r++) {
        for (const { from, to, width } of passed) {
          const row = r * outputs + to;
          dx.data.set(dy.data.subarray(row, row + width), r * dx.columns + from);
        }
        for (const part of columns) {
          const [first, at] = [firstOf(r, part), r * outputs + part.to];
          for (let u = 0; u < part.units; u++) part.gradient[first + u]! += dy.data[at + u]!;
        }
      }
      return dx;
    },
  };
}

// The nearest level; that of NaN is the first.
function levelOf(code: number, levels: number): number {
  return Math.min(Math.max(Math.trunc(code) || 0, 0), levels - 1);
}
