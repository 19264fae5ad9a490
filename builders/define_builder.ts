import type { Builder, BuilderInput } from "../core/builder.ts";
import { configured } from "../core/configured.ts";
import type { Layer } from "../core/layer.ts";
import type { SchemaOf } from "../core/schema.ts";

/**
 * Makes a kind of builder with hyperparameters: its values are tunable (`"builder.width"`), compared by value and
 * savable. `build` is a pure function of them and of the data's shape.
 *
 * @example
 * ```ts
 * import { defineBuilder } from "@attune/attune/builders";
 * import { integer } from "@attune/attune/core";
 * import { chain, dense, relu } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const narrow = defineBuilder<{ readonly width: number }>(
 *   "Narrow",
 *   { width: integer(2, { min: 1 }) },
 *   ({ width }, { outputs }) => chain(dense(width, { activation: relu }), dense(outputs)),
 * );
 * assert.equal(narrow().with({ width: 3 }).params.width, 3);
 * ```
 */
export function defineBuilder<P extends object>(
  kind: string,
  schema: SchemaOf<P>,
  build: (params: Readonly<P>, io: BuilderInput) => Layer,
): (options?: Partial<P>) => Builder<P> {
  return configured<P, Pick<Builder<P>, "build">>(
    kind,
    schema,
    (params) => ({ build: (io) => build(params, io) }),
  );
}
