import type { Backend, Plan } from "../../core/backend.ts";
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
  let live = 0;
  return {
    name: "reference",
    get live() {
      return live;
    },
    missing: (plan: Plan) => missingLayers(infer(plan.network, plan.input)),
    async compile(plan: Plan) {
      const missing = missingLayers(infer(plan.network, plan.input));
      if (missing.length > 0) throw new UnsupportedError("reference", missing);
      return await Promise.resolve(new ReferenceProgram(plan, (change) => live += change));
    },
    [Symbol.dispose]() {},
  };
}
