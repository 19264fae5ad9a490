import { roundUp } from "./layout.ts";
import { type Flowing, readsOf, type Step, type Tensor, writesOf } from "./step.ts";

/** Where planned tensors stand, in numbers, for a certain count of rows. */
export interface Placement {
  /** First number of each tensor, by its id. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Numbers in all. */
  readonly size: number;
}

interface Span {
  readonly tensor: Tensor;
  first: number;
  last: number;
}

/** Numbers that kernels may read behind a tensor. */
const BEHIND = 8;

/** Places tensors so that those that live at different times share memory: the lowest gap that is wide enough. */
export function place(steps: readonly (Flowing | Step)[], rows: number): Placement {
  const placed: { readonly span: Span; readonly from: number; readonly to: number }[] = [];
  let size = 0;
  for (const span of spansOf(steps)) {
    const length = roundUp(span.tensor.perRow * rows + span.tensor.fixed + BEHIND);
    const busy = placed.filter((p) => p.span.last >= span.first).sort((a, b) => a.from - b.from);
    let from = 0;
    for (const other of busy) {
      if (other.from - from >= length) break;
      from = Math.max(from, other.to);
    }
    placed.push({ span, from, to: from + length });
    size = Math.max(size, from + length);
  }
  return { offsets: new Map(placed.map(({ span, from }) => [span.tensor.id, from])), size };
}

// When each planned tensor is first and last used, in the order of first use.
function spansOf(steps: readonly (Flowing | Step)[]): Span[] {
  const spans = new Map<number, Span>();
  steps.forEach((step, i) => {
    for (const tensor of [...readsOf(step), ...writesOf(step)]) {
      if (tensor.at !== "planned") continue;
      const span = spans.get(tensor.id);
      if (span) span.last = i;
      else spans.set(tensor.id, { tensor, first: i, last: i });
    }
  });
  return [...spans.values()];
}
