import type { Backend, Plan } from "../../core/backend.ts";
import { integer, resolve } from "../../core/schema.ts";
import { wasm } from "../wasm/mod.ts";
import { type Crowd, estimate, type Speeds } from "./choose.ts";

/** What is known beforehand. */
export interface AutoOptions {
  /** How many programs of one build will train at the same time: folds, seeds or candidates. Default 1. */
  readonly programs?: number;
}

/** Why there is no GPU to choose, or how a backend on it is made and how fast it is. */
export type Surroundings =
  | { readonly reason: string }
  | { readonly speeds: Speeds; readonly make: () => Promise<Backend> };

/** A backend that chooses, in surroundings that it asks for when it first has to. */
export function autoIn(surroundings: () => Promise<Surroundings>, options: AutoOptions): Backend {
  const { programs } = resolve({ kind: "auto", schema: SCHEMA }, options);
  const processor = wasm();
  const news = newsOnly();
  let made: Promise<Backend> | undefined;
  let gpu: Backend | undefined;
  let disposed = false;
  const gpuOf = async (make: () => Promise<Backend>): Promise<Backend> => {
    gpu = await (made ??= make()); // once, whoever asks
    if (disposed) gpu[Symbol.dispose]();
    return gpu;
  };
  const choice = async (plan: Plan): Promise<Choice> => {
    const found = await surroundings();
    if (disposed) throw new TypeError("Cannot compile for backend auto: it is disposed; make a new one");
    if ("reason" in found) return { backend: processor, reason: found.reason };
    const other = await gpuOf(found.make);
    const lacking = other.missing(plan);
    if (lacking.length > 0) return { backend: processor, reason: `webgpu lacks ${lacking.join("; ")}` };
    const crowd = { programs, threads: processor.threads, speeds: found.speeds };
    return await faster(plan, crowd, { processor, gpu: other });
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
      return news(`auto chose ${backend.name}: ${reason}`);
    },
    compile: async (plan) => (await choice(plan)).backend.compile(plan),
    [Symbol.dispose]() {
      disposed = true;
      processor[Symbol.dispose]();
      gpu?.[Symbol.dispose]();
    },
  };
}

// Says nothing that it has said before.
function newsOnly(): (note: string) => string | undefined {
  const told = new Set<string>();
  return (note) => {
    if (told.has(note)) return undefined;
    told.add(note);
    return note;
  };
}

interface Choice {
  readonly backend: Backend;
  readonly reason: string;
}

async function faster(
  plan: Plan,
  crowd: Crowd & { readonly speeds: Speeds },
  { processor, gpu }: { readonly processor: Backend; readonly gpu: Backend },
): Promise<Choice> {
  const { loadOf } = await import("./load.ts");
  const seconds = estimate(loadOf(plan), crowd);
  const of = crowd.programs === 1 ? "a step" : `a step of ${crowd.programs} programs`;
  const [wasmTime, gpuTime] = [show(seconds.wasm), show(seconds.webgpu)];
  return seconds.webgpu < seconds.wasm
    ? { backend: gpu, reason: `${of} is estimated at ${gpuTime}, and at ${wasmTime} on wasm` }
    : { backend: processor, reason: `${of} is estimated at ${wasmTime}, and at ${gpuTime} on webgpu` };
}

function show(seconds: number): string {
  return `${(seconds * 1000).toPrecision(2)} ms`;
}

const SCHEMA = {
  programs: integer(1, { min: 1, doc: "how many programs of one build will train at the same time" }),
};
