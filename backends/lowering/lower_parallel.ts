import { sizeOf } from "../../core/array.ts";
import type { Layer } from "../../core/layer.ts";
import type { Node } from "../../nn/mod.ts";
import { type Gradient, type Lowered, type Lowering, lowerNode, type Value } from "./lower_network.ts";
import type { Tensor } from "./step.ts";

/** Steps of branches side by side on the same input. */
export function lowerParallel(
  { node, layer }: { readonly node: Node; readonly layer: Extract<Layer, { kind: "parallel" }> },
  x: Value,
  to: Lowering,
): Lowered {
  // other branches need the whole gradient of `x`: none may cut it off
  const branches = node.children.map((child) => lowerNode(child, { tensor: x.tensor }, to));
  const y = to.tensor(sizeOf(node.output));
  const parts = partsOf(node, layer.combine);
  branches.forEach(({ value }, b) => join(value.tensor, y, { ...parts[b]!, first: b === 0 }, to));
  const back = (dy: Gradient): Gradient | undefined => {
    const gradients = branches.map(({ back }, b) => {
      const part = to.tensor(sizeOf(node.children[b]!.output));
      split(dy.tensor, part, parts[b]!, to);
      return back({ tensor: part });
    });
    if (!to.wanted(x)) return undefined;
    return sum(gradients.filter((g) => g !== undefined), sizeOf(node.input), to);
  };
  return { value: { tensor: y }, back };
}

// Where a branch's output stands in the whole.
interface Part {
  readonly rows: number;
  readonly width: number;
  readonly offset: number;
  readonly stride: number;
  readonly add: boolean;
}

function partsOf(node: Node, combine: "add" | "concat"): Part[] {
  const stride = node.output.at(-1) ?? 1;
  const rows = sizeOf(node.output) / stride;
  let offset = 0;
  return node.children.map((child) => {
    const width = child.output.at(-1) ?? 1;
    const part = { rows, width, offset, stride, add: combine === "add" };
    if (combine === "concat") offset += width;
    return part;
  });
}

function join(x: Tensor, y: Tensor, part: Part & { readonly first: boolean }, to: Lowering): void {
  const { rows, width, offset, stride } = part;
  const add = part.add && !part.first;
  const where = { from: { offset: 0, stride: width }, to: { offset, stride } };
  to.steps.push({ op: "copy", reads: { x }, writes: { y }, ...where, rows, width, add });
}

function split(x: Tensor, y: Tensor, { rows, width, offset, stride }: Part, to: Lowering): void {
  const where = { from: { offset, stride }, to: { offset: 0, stride: width } };
  to.steps.push({ op: "copy", reads: { x }, writes: { y }, ...where, rows, width, add: false });
}

// Branches without weights may hand back one tensor twice, so the sum is made in a new one.
function sum(gradients: readonly Gradient[], width: number, to: Lowering): Gradient {
  const y = to.tensor(width);
  const whole = { offset: 0, stride: width };
  gradients.forEach(({ tensor: x }, b) =>
    to.steps.push({
      op: "copy",
      reads: { x },
      writes: { y },
      from: whole,
      to: whole,
      rows: 1,
      width,
      add: b > 0,
    })
  );
  return { tensor: y };
}
