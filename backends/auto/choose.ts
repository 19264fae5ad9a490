import type { Load } from "./load.ts";

/** Three constants of a machine. */
export interface Speeds {
  /** Multiplications a second on one thread of the processor. */
  readonly processor: number;
  /** Multiplications a second on the GPU, kept busy. */
  readonly gpu: number;
  /** Seconds for each kernel that the GPU is told to run. */
  readonly dispatch: number;
}

/** How many programs are trained, and by how many threads. */
export interface Crowd {
  readonly programs: number;
  readonly threads: number;
}

/** Seconds that a step of all programs is estimated to take. */
export interface Estimates {
  readonly wasm: number;
  readonly webgpu: number;
}

/** Seconds that a kernel takes on the processor by itself: W1 and W2 of the benchmarks take 0.4 to 1.7 µs a step. */
const CALL = 2e-7;

/**
 * Estimates a step of all programs: threads take programs in turn, each as long as its kernels and multiplications;
 * the GPU runs each kernel for all programs at once.
 */
export function estimate(
  { multiplications, oneHot, dispatches }: Load,
  { programs, threads, speeds }: Crowd & { readonly speeds: Speeds },
): Estimates {
  return {
    wasm: Math.ceil(programs / threads) * (dispatches * CALL + multiplications / speeds.processor),
    webgpu: dispatches * speeds.dispatch + programs * (multiplications + oneHot) / speeds.gpu,
  };
}
