import type { Shape } from "../../core/array.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Layer } from "../../core/layer.ts";
import { brief } from "../../core/show.ts";
import { showShape } from "../inferred.ts";
import { checkedLayers } from "./chain.ts";

/** Layers side by side on the same input; their outputs are added, or concatenated along the last axis. */
export function parallel(combine: "add" | "concat", ...branches: readonly Layer[]): Layer {
  if (combine !== "add" && combine !== "concat") {
    throw new TypeError(`Cannot combine branches by ${brief(combine)}: expected "add" or "concat"`);
  }
  if (branches.length === 0) throw new RangeError("Cannot make parallel of no branches: give at least one");
  return Object.freeze({ kind: "parallel", combine, branches: checkedLayers("parallel", branches) });
}

/** Shape of the combined output of branches with these outputs. */
export function combinedShape(
  combine: "add" | "concat",
  { outputs, path }: { readonly outputs: readonly Shape[]; readonly path: string },
): Shape {
  const [first = [], ...others] = outputs;
  const same = (a: Shape, b: Shape) => a.length === b.length && a.every((n, i) => n === b[i]);
  const fits = combine === "add" ? same : (a: Shape, b: Shape) => same(a.slice(0, -1), b.slice(0, -1));
  others.forEach((other, i) => {
    if (!fits(first, other)) {
      const must = combine === "add" ? "they must be equal" : "all but the last size must be equal";
      throw new ShapeError(
        `Cannot ${combine} the branches of parallel at ${path}: ` +
          `branch 0 gives ${showShape(first)}, branch ${i + 1} gives ${showShape(other)}; ${must}`,
        `${path}/${i + 1}`,
        other,
        first,
      );
    }
  });
  if (combine === "add") return first;
  const last = outputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
  return [...first.slice(0, -1), last];
}
