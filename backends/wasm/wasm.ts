import type { Backend, Plan, Program } from "../../core/backend.ts";
import { UnsupportedError } from "../../core/errors.ts";
import { flag, integer, resolve } from "../../core/schema.ts";
import { infer } from "../../nn/mod.ts";
import { lower, type LoweredPlan, notLowered } from "../lowering/mod.ts";
import { type Device, makeDevice } from "./device.ts";
import { emit, type Emitted } from "./emit.ts";
import { WasmProgram } from "./program.ts";
import { Recent } from "./recent.ts";
import { Scheduler } from "./scheduler.ts";

/** How the wasm backend works. */
export interface WasmOptions {
  /** Programs that are trained side by side, one a thread. Default: as many as there are processors. */
  readonly threads?: number;
  /**
   * Whether results are the same bits on every machine. Otherwise processors may round a multiplication and
   * addition once or twice, which is faster; on one machine results are the same bits in either case. Default false.
   */
  readonly deterministic?: boolean;
}

/**
 * The wasm backend: SIMD kernels and code made for each plan, no install, no permission.
 *
 * @example
 * ```ts
 * import { wasm } from "@attune/attune/backends/wasm";
 * import assert from "node:assert/strict";
 *
 * using backend = wasm({ threads: 1 });
 * assert.equal(backend.name, "wasm");
 * ```
 */
export function wasm(options: WasmOptions = {}): Backend {
  const { threads, deterministic } = resolve({ kind: "wasm", schema: SCHEMA }, options);
  const name = deterministic ? "wasm-deterministic" : "wasm"; // journals keep apart what has other bits
  const programs = new Set<Program>();
  const written = new Recent<Written>(PLANS);
  let live = 0;
  let disposed = false;
  let started: ReturnType<typeof start> | undefined;
  return {
    name,
    threads,
    get live() {
      return live;
    },
    missing,
    async compile(plan) {
      const lacking = missing(plan);
      if (lacking.length > 0) throw new UnsupportedError(name, lacking);
      const { lowered, emitted: { assembler, entries } } = written.get(keyOf(plan), () => write(plan));
      started ??= start({ threads, deterministic });
      const { device, scheduler } = await started.catch((error) => {
        started = undefined; // the next may find more memory
        throw error;
      });
      const code = await device.code(assembler);
      // at the end, for it may have been disposed of meanwhile
      if (disposed) throw new TypeError("Cannot compile for backend wasm: it is disposed; make a new one");
      const program = new WasmProgram({ plan, lowered, device, scheduler, code, entries }, {
        track: (change) => live += change,
        forget: (gone) => programs.delete(gone),
      });
      programs.add(program);
      return program;
    },
    [Symbol.dispose]() {
      disposed = true;
      for (const program of [...programs]) program[Symbol.dispose]();
      void started?.then(({ scheduler }) => scheduler[Symbol.dispose](), () => {});
    },
  };
}

async function start({ threads, deterministic }: Required<WasmOptions>) {
  const device: Device = await makeDevice({ deterministic });
  return { device, scheduler: new Scheduler(device, { threads }) };
}

function missing(plan: Plan): readonly string[] {
  return notLowered(infer(plan.network, plan.input));
}

/** Plans whose code is kept: the folds of an evaluation differ in their seeds alone. */
const PLANS = 64;

interface Written {
  readonly lowered: LoweredPlan;
  readonly emitted: Emitted;
}

function write(plan: Plan): Written {
  const lowered = lower(plan);
  return { lowered, emitted: emit(plan, lowered) };
}

// All of a plan that its code and table depend on; numbers as text, because JSON knows no infinity.
function keyOf({ seed: _, ...plan }: Plan): string {
  return JSON.stringify(plan, (_, value) => typeof value === "number" ? `${value}` : value);
}

// Node 20 has no navigator, and tells in a module that it gives without an import.
function processors(): number {
  const { navigator, process } = globalThis as {
    readonly navigator?: { readonly hardwareConcurrency?: number };
    readonly process?: { getBuiltinModule?(name: string): { availableParallelism(): number } };
  }; // the compiler knows Deno's names alone
  return navigator?.hardwareConcurrency ?? process?.getBuiltinModule?.("node:os").availableParallelism() ?? 1;
}

const SCHEMA = {
  threads: integer(processors(), {
    min: 1,
    doc: "programs that are trained side by side",
  }),
  deterministic: flag(false, "whether results are the same bits on every machine"),
};
