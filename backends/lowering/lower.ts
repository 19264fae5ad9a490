import { sizeOf } from "../../core/array.ts";
import type { Plan } from "../../core/backend.ts";
import { infer, parametersOf } from "../../nn/mod.ts";
import { type Layout, layOut } from "./layout.ts";
import { lowerFinaliser, lowerLoss } from "./lower_loss.ts";
import { type Lowering, lowerNode } from "./lower_network.ts";
import type { Step, Tensor } from "./step.ts";

/** A plan as lists of fused steps over flat memory: what a device carries out. */
export interface LoweredPlan {
  /** Weights and remembered vectors. */
  readonly layout: Layout;
  /** Numbers in a row of inputs. */
  readonly inputs: number;
  /** Numbers in a row of outputs. */
  readonly outputs: number;
  /** Forward, loss and backward of one batch, gradients of all weights at the end; the optimiser follows. */
  readonly train: readonly Step[];
  /** Forward without dropout, and the loss. */
  readonly judge: readonly Step[];
  /** Forward without dropout, and the finaliser. */
  readonly predict: readonly Step[];
}

/** Lowers a plan. */
export function lower(plan: Plan): LoweredPlan {
  const root = infer(plan.network, plan.input);
  const layout = layOut(parametersOf(root), plan.optimiser);
  const [inputs, outputs] = [sizeOf(plan.input), sizeOf(root.output)];
  const slots = new Map(layout.slots.map((slot) => [slot.parameter.name, slot]));
  const forward = (training: boolean) => {
    const batch = batchOf(inputs, outputs);
    const steps: Step[] = [];
    let [tensors, dropouts] = [batch.count, 0];
    const to: Lowering = {
      training,
      steps,
      tensor: (perRow, fixed = 0) => ({ id: tensors++, perRow, fixed, at: "planned" }),
      slot: (name) => slots.get(name)!, // every parameter was laid out
      nextDropout: () => dropouts++,
      wanted: (value) => value.tensor !== batch.x,
    };
    const { value, back } = lowerNode(root, { tensor: batch.x }, to);
    return { to, steps, batch, raw: value.tensor, back };
  };
  const judged = (training: boolean) => {
    const { to, steps, batch, raw, back } = forward(training);
    const dx = lowerLoss({ loss: plan.loss, finaliser: plan.finaliser, raw, y: batch.y }, to);
    if (dx) back({ tensor: dx });
    return steps;
  };
  const { to, steps: predict, batch, raw } = forward(false);
  lowerFinaliser(plan.finaliser, { raw, out: batch.out }, to);
  return { layout, inputs, outputs, train: judged(true), judge: judged(false), predict };
}

function batchOf(inputs: number, outputs: number) {
  const given = (id: number, at: Tensor["at"], perRow: number): Tensor => ({ id, perRow, fixed: 0, at });
  return { x: given(0, "x", inputs), y: given(1, "y", outputs), out: given(2, "out", outputs), count: 3 };
}
