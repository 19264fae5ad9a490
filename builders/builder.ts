import type { Builder, BuilderInput } from "../core/builder.ts";
import type { Layer } from "../core/layer.ts";
import { required } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import { defineBuilder } from "./define_builder.ts";

/** What tells a builder of one's own from another: its function. */
export interface OwnBuilderParams {
  /** From the shape of the data to a network. */
  readonly build: (io: BuilderInput) => Layer;
}

/**
 * A builder of one's own, from a pure function of the data's shape. Two are equal only if they hold the same function:
 * make it once, outside loops, or training starts afresh each time. For hyperparameters, see {@linkcode defineBuilder}.
 *
 * @example
 * ```ts
 * import { builder } from "@attune/attune/builders";
 * import { chain, dense, gelu } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const wide = builder(({ input, outputs }) => chain(dense(4 * input[0]!, { activation: gelu }), dense(outputs)));
 * assert.equal(wide.build({ input: [4], outputs: 3 }).kind, "chain");
 * ```
 */
export function builder(build: (io: BuilderInput) => Layer): Builder<OwnBuilderParams> {
  if (typeof build !== "function") {
    throw new TypeError(`Cannot make a builder of ${brief(build)}: give a function of { input, outputs }`);
  }
  const field = required<OwnBuilderParams["build"]>({
    expected: "a function of { input, outputs }",
    is: (v) => typeof v === "function",
  });
  const make = defineBuilder<OwnBuilderParams>(
    "Builder",
    { build: { ...field, hint: () => undefined } },
    (p, io) => p.build(io),
  );
  return make({ build });
}
