import type { Backend, Plan, Program } from "../../core/backend.ts";
import { UnsupportedError } from "../../core/errors.ts";
import { infer } from "../../nn/mod.ts";
import { missingLayers } from "./cell.ts";
import { ReferenceProgram } from "./program.ts";

/**
 * The reference backend.
 *
 * @example
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import assert from "node:assert/strict";
 *
 * using backend = reference();
 * assert.equal(backend.live, 0);
 * ```
 */
export function reference(): Backend {
  const programs = new Set<Program>();
  let live = 0;
  return {
    name: "reference",
    threads: 1,
    get live() {
      return live;
    },
    missing: (plan: Plan) => missingLayers(infer(plan.network, plan.input)),
    async compile(plan: Plan) {
      const missing = missingLayers(infer(plan.network, plan.input));
      if (missing.length > 0) throw new UnsupportedError("reference", missing);
      const program = new ReferenceProgram(plan, {
        track: (change) => live += change,
        forget: (gone) => programs.delete(gone),
      });
      programs.add(program);
      return await Promise.resolve(program);
    },
    [Symbol.dispose]() {
      for (const program of [...programs]) program[Symbol.dispose]();
    },
  };
}
