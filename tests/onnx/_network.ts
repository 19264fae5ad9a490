import assert from "node:assert/strict";
import type { Tensor } from "onnxruntime-web/wasm";
import { reference } from "../../backends/reference/mod.ts";
import type { HostArray, Learned, Plan, Saved, State } from "../../core/mod.ts";
import { toOnnx } from "../../onnx/mod.ts";
import type { Finite } from "../../data/mod.ts";
import type { Case } from "../../testing/_cases.ts";
import { run } from "./_run.ts";

/** What a network of this plan and state would be, if a model had learned it. */
export function learnedOf(
  plan: Plan,
  { arrays }: Pick<State, "arrays">,
): Learned {
  const saved: Saved = { kind: "Network", data: { plan }, arrays };
  return {
    report: {},
    save: () => Promise.resolve(saved),
    [Symbol.dispose]() {},
  };
}

/** Trains a case on the reference backend, and holds what onnxruntime says of its rows against what that says. */
export async function agrees(example: Case): Promise<void> {
  const { plan, start, examples, orders } = example;
  using backend = reference();
  using program = await backend.compile(plan);
  program.write(start);
  await program.train(program.upload(examples), orders);
  const file = await toOnnx(learnedOf(plan, await program.read()));
  const { shape, data } = examples.x;
  const found = await run(file, { x: { data: Float32Array.from(data), shape } });
  close(found, await program.predict(examples.x));
}

/** Throws where sizes differ, or a number by more than 1e-5, or so much of itself where it is above 1. */
export function close({ dims, data }: Tensor, wanted: Pick<HostArray, "shape" | "data">): void {
  assert.deepEqual([...dims], [...wanted.shape]);
  wanted.data.forEach((value, i) => {
    const found = Number(data[i]);
    const right = Math.abs(found - value) <= 1e-5 * Math.max(1, Math.abs(value));
    assert.ok(right, `number ${i}: ${found} instead of ${value}`);
  });
}

/** Probabilities of rows as a file gives them. Throws where all rows are alike: any file would be right about them. */
export function probabilities({ probs, levels, size }: Finite): HostArray {
  const width = levels.length;
  const most = Math.max(...probs.map((p, k) => Math.abs(p - probs[k % width]!)));
  assert.ok(most > 0.05, `rows differ by no more than ${most}`);
  return { data: probs, shape: [size, width] };
}
