import type { Backend } from "../../core/backend.ts";
import { DeviceError } from "../../core/errors.ts";
import { wasm } from "../wasm/mod.ts";
import { autoIn, type AutoOptions, type Surroundings } from "./auto_in.ts";

/**
 * A backend that chooses: `wasm`, or `webgpu` where a GPU is estimated to be faster, from the size of a step, the
 * number of programs and three constants of the machine, which are measured once a process, when a GPU is first seen.
 * A program on the processor that calls itself an adapter is never chosen. What was chosen, and why, is told as a note.
 *
 * @example
 * ```ts
 * import { auto } from "@attune/attune/backends/auto";
 * import { blobs, Machine, neuralNetworkClassifier } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * using backend = auto();
 * const notes: string[] = [];
 * using machine = new Machine(neuralNetworkClassifier({ epochs: 1, batchSize: 20 }), blobs({ seed: 1 }), {
 *   backend,
 *   listener: (event) => void (event.type === "note" && notes.push(event.message)),
 * });
 * await machine.fit();
 * assert.match(notes[0]!, /^auto chose (wasm|webgpu): /);
 * ```
 */
export function auto(options: AutoOptions = {}): Backend {
  return autoIn(surroundings, options);
}

// deno-lint-ignore attune/no-module-state -- the machine is the same for all of a process, and is measured once
let known: Promise<Surroundings> | undefined;

function surroundings(): Promise<Surroundings> {
  return known ??= look();
}

async function look(): Promise<Surroundings> {
  const { webgpu } = await import("../webgpu/mod.ts");
  try {
    const backend = await webgpu();
    try {
      if (backend.software) {
        return { reason: `the only WebGPU adapter, ${backend.adapter}, is a program on the processor` };
      }
      const { measure } = await import("./measure.ts");
      const processor = wasm({ threads: 1 });
      try {
        return { speeds: await measure(processor, backend), make: webgpu };
      } finally {
        processor[Symbol.dispose]();
      }
    } finally {
      backend[Symbol.dispose]();
    }
  } catch (error) {
    if (error instanceof DeviceError) return { reason: "there is no WebGPU adapter that can be used" };
    throw error;
  }
}
