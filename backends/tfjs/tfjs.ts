import type { Backend, Plan, Program } from "../../core/backend.ts";
import type { Builder } from "../../core/builder.ts";
import { UnsupportedError } from "../../core/errors.ts";
import { oneOf, resolve } from "../../core/schema.ts";
import { infer } from "../../nn/mod.ts";
import { startEngine, type TfjsEngine } from "./engine.ts";
import { missingLayers } from "./forward.ts";
import {
  layersBuilder,
  type LayersBuilderParams,
  type LayersInput,
  type LayersModel,
} from "./layers_model.ts";
import { TfjsProgram } from "./program.ts";

/** Options of {@linkcode tfjs}. */
export interface TfjsOptions {
  /**
   * What tfjs runs on; `"wasm"` reads its kernels from a file and needs leave to do so, and cannot train convolutions
   * and maximum pools. Default cpu.
   */
  readonly engine: TfjsEngine;
}

/**
 * The tfjs backend: runs all that the network language has, and models of tfjs-layers; on its engine wasm all but
 * convolutions and maximum pools.
 */
export interface TfjsBackend extends Backend {
  /** What tfjs runs on. */
  readonly engine: TfjsEngine;
  /**
   * A builder whose network is a model of tfjs-layers, made by `make` for the shape of the data. Only tfjs backends
   * can train it; any optimiser, loss and finaliser of attune goes with it. `make` is called for each program: it
   * must give a new model each time. Two builders are equal only if they hold the same function. Chance inside the
   * model is tfjs's own, not the seed's: give initialisers a `seed`, and take `dropout` of attune around it.
   *
   * @example
   * ```ts
   * import { tfjs } from "@attune/attune/backends/tfjs";
   * import assert from "node:assert/strict";
   *
   * using backend = await tfjs();
   * const own = backend.builder(({ input, outputs, tf }) =>
   *   tf.sequential({ layers: [tf.layers.dense({ units: outputs, inputShape: [...input] })] })
   * );
   * assert.equal(own.build({ input: [4], outputs: 3 }).kind, "x:tfjs");
   * ```
   */
  builder(make: (io: LayersInput) => LayersModel): Builder<LayersBuilderParams>;
}

const schema = {
  engine: oneOf<TfjsEngine>(["cpu", "wasm", "webgpu"], "what tfjs runs on"),
};

/**
 * The tfjs backend on one of its engines. tfjs is loaded here and not before. It has a single engine at a time: a
 * second backend on another engine is refused with a DeviceError until the first is disposed. Disposing of the
 * backend disposes of its programs.
 *
 * Engine wasm refuses plans with `conv2d`, `maxPool2d` or `globalMaxPool`: tfjs cannot train them there. Use engine
 * cpu or webgpu for them, or attune's own backend `wasm`.
 *
 * @example
 * ```ts
 * import { tfjs } from "@attune/attune/backends/tfjs";
 * import assert from "node:assert/strict";
 *
 * using backend = await tfjs();
 * assert.equal(backend.engine, "cpu");
 * assert.equal(backend.live, 0);
 * ```
 */
export async function tfjs(options: Partial<TfjsOptions> = {}): Promise<TfjsBackend> {
  const { engine: name } = resolve<TfjsOptions>({ kind: "tfjs", schema }, options);
  const engine = await startEngine(name);
  const programs = new Set<Program>();
  let live = 0;
  let disposed = false;
  return {
    name: "tfjs",
    threads: 1,
    engine: name,
    get live() {
      return live;
    },
    builder: (make) => layersBuilder(engine, make),
    missing: (plan: Plan) => missingLayers(infer(plan.network, plan.input), name),
    async compile(plan: Plan) {
      const missing = missingLayers(infer(plan.network, plan.input), name);
      if (missing.length > 0) throw new UnsupportedError("tfjs", missing);
      if (disposed) throw new TypeError("Cannot compile for backend tfjs: it is disposed; make a new one");
      const program = new TfjsProgram(plan, engine, {
        track: (change) => live += change,
        forget: (gone) => programs.delete(gone),
      });
      programs.add(program);
      return await Promise.resolve(program);
    },
    [Symbol.dispose]() {
      if (disposed) return;
      disposed = true;
      for (const program of [...programs]) program[Symbol.dispose]();
      engine.release();
    },
  };
}
