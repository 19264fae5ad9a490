import type { Step, Tensor } from "../../lowering/mod.ts";
import { type GroupBody, HALVINGS, LANES } from "./body.ts";
import type { Writing } from "./writing.ts";

/** The mean over rows of something that has `width` numbers a row. */
export interface Mean {
  readonly element: Tensor;
  readonly width: number;
  /** How many of them count as one. */
  readonly per: number;
}

/** The batch's loss Σ weight · element / (rows · per). One workgroup adds, lane by lane and then by halves. */
export function mean({ element, width, per }: Mean, write: Writing): GroupBody {
  const n = write.count(width);
  const sum = weighted(element, { n, into: "sum" }, write);
  return {
    name: "mean",
    form: "group",
    rounds: (rows) => Math.ceil(rows * width / LANES) + 1 + HALVINGS,
    text: `  ${sum}
  let all = total(lane, sum) / f32(max(o.here, 1u) * ${write.count(per)});
  if (lane == 0u && o.here > 0u) { losses[o.loss] = all; }`,
    once: "begin_update(o);",
  };
}

/** The batch's loss 1 − N / D, N = Σ weight · top + smooth, D alike, and the gradient −(N′ D − N D′) / D². */
export function ratio(
  { reads, width, smooth }: Extract<Step, { op: "ratio" }>,
  write: Writing,
): GroupBody {
  const [n, s] = [write.count(width), write.float(smooth)];
  const sums = `${weighted(reads.top, { n, into: "above" }, write)}
  ${weighted(reads.bottom, { n, into: "below" }, write)}
  let up = total(lane, above) + ${s};
  let down = total(lane, below) + ${s};
  if (lane == 0u && o.here > 0u) { losses[o.loss] = 1.0 - up / down; }`;
  const { dx, dbottom } = reads;
  const back = () => {
    const [slope, other] = [write.tensor(dx!), write.tensor(dbottom!)];
    return `
  for (var i = lane; i < o.here * ${n}; i += ${LANES}u) {
    let w = weight_of(o, i / ${n});
    work[${slope} + i] = w * (work[${other} + i] * (up / down) - work[${slope} + i]) / down;
  }`;
  };
  return {
    name: "ratio",
    form: "group",
    rounds: (rows) => 3 * (Math.ceil(rows * width / LANES) + 1) + 2 * HALVINGS,
    text: `  ${sums}${dx && dbottom ? back() : ""}`,
    once: "begin_update(o);",
  };
}

function weighted(
  tensor: Tensor,
  { n, into }: { readonly n: string; readonly into: string },
  write: Writing,
): string {
  return `var ${into} = 0.0;
  for (var i = lane; i < o.here * ${n}; i += ${LANES}u) {
    ${into} += weight_of(o, i / ${n}) * ${write.element(tensor)("i")};
  }`;
}
