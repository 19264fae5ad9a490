import type { Plan } from "../../../core/mod.ts";
import { rng } from "../../../core/mod.ts";
import { lower } from "../../../backends/lowering/mod.ts";
import type { Device } from "../../../backends/wasm/device.ts";
import { emit } from "../../../backends/wasm/emit.ts";
import { WasmProgram } from "../../../backends/wasm/program.ts";
import type { Scheduler } from "../../../backends/wasm/scheduler.ts";
import {
  adam,
  chain,
  crossEntropy,
  dense,
  dropout,
  infer,
  initialState,
  relu,
  softmax,
} from "../../../nn/mod.ts";
import { behind, finaliserOf } from "../../../nn/mod.ts";

/** A classifier of four numbers into three classes. */
export function planOf({ units = 8, batchSize = 10, eta = 0.01 } = {}): Plan {
  const finaliser = finaliserOf(softmax);
  return {
    network: chain(dense(units, { activation: relu }), dropout(0.25), dense(3)),
    input: [4],
    finaliser,
    loss: behind(finaliser, crossEntropy()),
    optimiser: adam({ eta }).rules,
    batchSize,
    seed: [1, 2],
  };
}

/** A program on a device whose memory the test can look into. */
export async function open(plan: Plan, device: Device, scheduler: Scheduler): Promise<WasmProgram> {
  const lowered = lower(plan);
  const { assembler, entries } = emit(plan, lowered);
  const code = await device.code(assembler);
  const program = new WasmProgram({ plan, lowered, device, scheduler, code, entries }, {
    track: () => {},
    forget: () => {},
  });
  program.write(initialState(infer(plan.network, plan.input), rng(1)));
  return program;
}

/** Rows for it, and orders of them. */
export function examples(rows: number, epochs: number) {
  const draw = rng(7);
  const x = Float32Array.from({ length: rows * 4 }, () => draw.normal());
  const y = new Float32Array(rows * 3);
  for (let r = 0; r < rows; r++) y[r * 3 + (x[r * 4]! > 0 ? 1 : x[r * 4 + 1]! > 0 ? 2 : 0)] = 1;
  const given = { x: { shape: [rows, 4], data: x }, y: { shape: [rows, 3], data: y } };
  return { given, orders: Array.from({ length: epochs }, () => draw.permutation(rows)) };
}
