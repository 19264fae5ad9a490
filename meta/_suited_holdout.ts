import { configured } from "../core/configured.ts";
import { real } from "../core/schema.ts";
import type { Resampling, ResamplingOf } from "./resampling.ts";
import { isClasses } from "./resampling/_classes_of.ts";
import { holdout } from "./resampling/holdout.ts";

interface SuitedHoldoutParams {
  readonly share: number;
}

/** A holdout at random, each class by itself where the target is of classes. */
export const suitedHoldout: (given?: Partial<SuitedHoldoutParams>) => ResamplingOf<SuitedHoldoutParams> =
  configured<
    SuitedHoldoutParams,
    Pick<Resampling, "pairs">
  >(
    "SuitedHoldout",
    {
      share: real(0.8, { min: 0, max: 1, above: true, below: true, doc: "share of the rows to learn from" }),
    },
    ({ share }) => ({
      pairs: (rows, rng, y) =>
        holdout({ share, shuffled: true, stratified: isClasses(y) }).pairs(rows, rng, y),
    }),
  );
