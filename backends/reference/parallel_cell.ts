import type { Cell } from "./cell.ts";
import { type Matrix, matrix } from "./matrix.ts";

/** The cell of branches side by side; `widths` are the sizes of their outputs' last axes. */
export function parallelCell(
  branches: readonly Cell[],
  combine: "add" | "concat",
  widths: readonly number[],
): Cell {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const offsets = widths.map((_, b) => widths.slice(0, b).reduce((sum, width) => sum + width, 0));
  return {
    forward(x, pass) {
      const outputs = branches.map((branch) => branch.forward(x, pass));
      if (combine === "add") return sum(outputs);
      const y = matrix(x.rows, outputs.reduce((columns, o) => columns + o.columns, 0));
      outputs.forEach((o, b) =>
        copyPart(y.data, o.data, { total, offset: offsets[b]!, width: widths[b]!, into: true })
      );
      return y;
    },
    backward(dy) {
      const gradients = branches.map((branch, b) => {
        if (combine === "add") return branch.backward(dy);
        const width = widths[b]!;
        const part = matrix(dy.rows, dy.columns * width / total);
        copyPart(dy.data, part.data, { total, offset: offsets[b]!, width, into: false });
        return branch.backward(part);
      });
      return sum(gradients);
    },
  };
}

function sum(parts: readonly Matrix[]): Matrix {
  const [first = matrix(0, 0), ...others] = parts;
  const y = { ...first, data: first.data.slice() };
  for (const { data } of others) for (let k = 0; k < data.length; k++) y.data[k]! += data[k]!;
  return y;
}

interface Part {
  readonly total: number;
  readonly offset: number;
  readonly width: number;
  readonly into: boolean;
}

// Between `whole`, whose last axis has `total` numbers, and `part`, which holds `width` of them from `offset`.
function copyPart(whole: Float64Array, part: Float64Array, { total, offset, width, into }: Part): void {
  for (let k = 0; k < part.length; k++) {
    const at = Math.floor(k / width) * total + offset + k % width;
    if (into) whole[at] = part[k]!;
    else part[k] = whole[at]!;
  }
}
