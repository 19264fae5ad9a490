// deno-lint-ignore-file attune/no-clock -- what is measured decides where to compute, never what
import type { Backend, Plan } from "../../core/backend.ts";
import { allRows } from "../../core/observations.ts";
import { rng } from "../../core/rng.ts";
import {
  chain,
  crossEntropy,
  dense,
  descent,
  finaliserOf,
  infer,
  initialState,
  relu,
  softmax,
} from "../../nn/mod.ts";
import type { Speeds } from "./choose.ts";
import { loadOf } from "./load.ts";

/** Networks whose steps are all arithmetic, and all dispatches. */
const [BUSY, IDLE] = [{ width: 256, batch: 256 }, { width: 64, batch: 64 }];

/** Measures a machine's constants by training two networks on random numbers for a moment. */
export async function measure(wasm: Backend, webgpu: Backend): Promise<Speeds> {
  const busy = planOf(BUSY);
  const [onProcessor, onGpu] = [await secondsOfStep(busy, wasm, 4), await secondsOfStep(busy, webgpu, 4)];
  const idle = planOf(IDLE);
  const [load, small] = [loadOf(busy), loadOf(idle)];
  const ofSmall = await secondsOfStep(idle, webgpu, 64);
  return {
    processor: load.multiplications / onProcessor,
    gpu: load.multiplications / onGpu,
    dispatch: ofSmall / small.dispatches,
  };
}

function planOf({ width, batch }: { readonly width: number; readonly batch: number }): Plan {
  return {
    network: chain(dense(width, { activation: relu }), dense(width)),
    input: [width],
    finaliser: finaliserOf(softmax),
    loss: crossEntropy().fused.softmax!,
    optimiser: descent({ eta: 0 }).rules,
    batchSize: batch,
    seed: [0, 0],
  };
}

// Twice as many steps, less the half: what a call costs by itself falls out. The median of three.
async function secondsOfStep(plan: Plan, backend: Backend, steps: number): Promise<number> {
  const program = await backend.compile(plan);
  try {
    program.write(initialState(infer(plan.network, plan.input), rng(0)));
    const rows = plan.batchSize;
    const numbers = new Float32Array(rows * plan.input[0]!).fill(0.5);
    const shape = [rows, plan.input[0]!];
    const data = program.upload({ x: { shape, data: numbers }, y: { shape, data: numbers } });
    const time = async (count: number) => {
      const before = performance.now();
      await program.train(data, Array.from({ length: count }, () => allRows(rows)));
      return (performance.now() - before) / 1000;
    };
    await time(steps);
    const found: number[] = [];
    for (let i = 0; i < 3; i++) found.push((await time(2 * steps) - await time(steps)) / steps);
    return Math.max(found.sort((a, b) => a - b)[1]!, 1e-9); // there are three
  } finally {
    program[Symbol.dispose]();
  }
}
