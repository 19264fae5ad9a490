import type { Backend, Plan } from "../../core/backend.ts";
import { DeviceError } from "../../core/errors.ts";
import { integer, resolve } from "../../core/schema.ts";
import { wasm } from "../wasm/mod.ts";
import { estimate, type Speeds } from "./choose.ts";

/** What is known beforehand. */
export interface AutoOptions {
  /** How many programs of one build will train at the same time: folds, seeds or candidates. Default 1. */
  readonly programs?: number;
}

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
  const { programs } = resolve({ kind: "auto", schema: SCHEMA }, options);
  const processor = wasm();
  let gpu: Backend | undefined;
  let disposed = false;
  const choice = async (plan: Plan): Promise<Choice> => {
    const found = await surroundings();
    if ("reason" in found) return { backend: processor, reason: found.reason };
    gpu ??= disposed ? undefined : await found.make();
    if (!gpu) return { backend: processor, reason: "it is disposed" };
    if (gpu.missing(plan).length > 0) {
      return { backend: processor, reason: `webgpu lacks ${gpu.missing(plan)}` };
    }
    const { loadOf } = await import("./load.ts");
    const crowd = { programs, threads: processor.threads, speeds: found.speeds };
    const seconds = estimate(loadOf(plan), crowd);
    const [backend, other] = seconds.webgpu < seconds.wasm ? [gpu, processor] : [processor, gpu];
    const [mine, others] = [backend, other].map(({ name }) => show(seconds[name as keyof typeof seconds])); // one of two
    const of = programs === 1 ? "a step" : `a step of ${programs} programs`;
    return { backend, reason: `${of} is estimated at ${mine}, and at ${others} on ${other.name}` };
  };
  return {
    name: "auto",
    threads: Math.max(processor.threads, programs),
    get live() {
      return processor.live + (gpu?.live ?? 0);
    },
    missing: (plan) => processor.missing(plan),
    note: async (plan) => {
      const { backend, reason } = await choice(plan);
      return `auto chose ${backend.name}: ${reason}`;
    },
    compile: async (plan) => (await choice(plan)).backend.compile(plan),
    [Symbol.dispose]() {
      disposed = true;
      processor[Symbol.dispose]();
      gpu?.[Symbol.dispose]();
    },
  };
}

interface Choice {
  readonly backend: Backend;
  readonly reason: string;
}

/** Why there is no GPU to choose, or how a backend on it is made and how fast it is. */
type Surroundings = { readonly reason: string } | {
  readonly speeds: Speeds;
  readonly make: () => Promise<Backend>;
};

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

function show(seconds: number): string {
  return `${(seconds * 1000).toPrecision(2)} ms`;
}

const SCHEMA = {
  programs: integer(1, { min: 1, doc: "how many programs of one build will train at the same time" }),
};
