import { DataError } from "../core/errors.ts";
import { COLUMN_SCITYPES } from "../data/column_scitypes.ts";
import { checkFeatures, chosenFeatures, type FeatureParams, FEATURES } from "./_features.ts";
import { type TableTransformer, tableTransformer } from "./_table_transformer.ts";

/** Hyperparameters of {@linkcode featureSelector}. */
export type FeatureSelectorParams = FeatureParams;

/** Keeps some columns. */
export type FeatureSelector = TableTransformer<FeatureSelectorParams>;

const KIND = "FeatureSelector";

const make = tableTransformer<FeatureSelectorParams, { readonly features: readonly string[] }>({
  kind: KIND,
  schema: FEATURES,
  input: COLUMN_SCITYPES,
  check: (params) => checkFeatures(params, KIND),
  learn(x, { params }) {
    const features = chosenFeatures(x, params, { kind: KIND, suits: COLUMN_SCITYPES });
    if (features.length > 0) return { features };
    throw new DataError(
      `Cannot select columns by ${KIND}: it chooses none of ${x.names.join(", ")}; choose at least one`,
      { found: "no columns", wanted: "at least one column" },
    );
  },
  transform: (x, { features }) => x.select(features),
});

/**
 * Keeps the columns that `features` names or accepts, in the order of the table; with `ignore`, all others. Without
 * `features` it keeps all. There is no way back. The report has `features`, those kept.
 *
 * Throws a DataError for a name that the table lacks, and if no column is left.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { featureSelector } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const x = table({ id: numeric([1, 2]), height: numeric([3, 4]) });
 * using machine = new Machine(featureSelector({ features: ["id"], ignore: true }), { x });
 * const z = await (await machine.fit()).transform(x);
 * assert.deepEqual(z.names, ["height"]);
 * ```
 */
export function featureSelector(options: Partial<FeatureSelectorParams> = {}): FeatureSelector {
  return make(options);
}
