import type { Expr, ScalarFunction } from "../../core/layer.ts";
import { differentiate, mul } from "../../nn/mod.ts";
import type { Gradient, Lowered, Lowering, Value } from "./lower_network.ts";
import { isIdentity, slopeOfOutput } from "./slope_of_output.ts";
import type { Step, Tensor } from "./step.ts";

/** Where a function is applied. */
export interface Elements {
  readonly x: Value;
  /** Numbers for each row of the batch. */
  readonly width: number;
  /** Whether nobody else needs `x`, so that it may be overwritten. */
  readonly ours: boolean;
}

/** Steps of a function of each element. */
export function lowerElements(
  activation: ScalarFunction,
  { x, width, ours }: Elements,
  to: Lowering,
): Lowered {
  if (isIdentity(activation)) return { value: { tensor: x.tensor }, back: (dy) => dy };
  const slope = slopeOfOutput(activation);
  const inPlace = ours && (slope !== undefined || !to.training);
  const y = inPlace ? x.tensor : to.tensor(width);
  to.steps.push({ op: "map", reads: { x: x.tensor }, writes: { y }, values: { y: activation.expr }, width });
  const back = ({ tensor: dx }: Gradient): Gradient => {
    to.steps.push(
      slope === undefined
        ? mapBack({ x: x.tensor, dx }, mul("dx", differentiate(activation.expr, "x")), width)
        : mapBack({ y, dx }, mul("dx", slope), width),
    );
    return { tensor: dx };
  };
  return { value: { tensor: y }, back };
}

/** What a step has rectified itself: only the way back is left to do, unless it was done on the way here. */
export function rectifiedValue(y: Tensor, width: number, to: Lowering): Lowered {
  const back = ({ tensor, cut }: Gradient): Gradient => {
    if (!cut) to.steps.push(mapBack({ y, dx: tensor }, ["select", ["gt", "y", 0], "dx", 0], width));
    return { tensor };
  };
  return { value: { tensor: y, rectified: true }, back };
}

function mapBack(reads: { readonly dx: Tensor } & Step["reads"], dx: Expr, width: number): Step {
  return { op: "map", reads: { ...reads }, writes: { dx: reads.dx }, values: { dx }, width };
}
