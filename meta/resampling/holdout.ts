import { configured } from "../../core/configured.ts";
import { flag, oneOf, real } from "../../core/schema.ts";
import { partition } from "../../data/mod.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { classesOf, isClasses } from "./_classes_of.ts";

/** Hyperparameters of {@linkcode holdout}. */
export interface HoldoutParams {
  /** Share of the rows to learn from, rounded half to even. Default 0.7. */
  readonly share: number;
  /** Whether rows are put in random order first. Default false. */
  readonly shuffled: boolean;
  /**
   * Whether each class is split by itself, so that both sides have their share of it; `"auto"`: where the target is of
   * classes. Default false.
   */
  readonly stratified: boolean | "auto";
}

const make = configured<HoldoutParams, Pick<Resampling, "pairs">>(
  "Holdout",
  {
    share: real(0.7, { min: 0, max: 1, above: true, below: true, doc: "share of the rows to learn from" }),
    shuffled: flag(false, "whether rows are put in random order first"),
    stratified: oneOf<boolean | "auto">([false, true, "auto"], "whether each class is split by itself"),
  },
  ({ share, shuffled, stratified }) => ({
    pairs(rows, rng, y) {
      const wanted = stratified === "auto" ? isClasses(y) : stratified;
      const stratify = wanted ? classesOf(y, { instead: "leave stratified out" }) : undefined;
      const [train = [], test = []] = partition(rows, share, { rng, shuffled, stratify });
      return [{ train, test }];
    },
  }),
);

/**
 * One pair: learns from the first rows and judges by the rest. With `stratified: true`, from the first rows of each
 * class; the target must be of classes.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { categorical, numeric } from "@attune/attune/data";
 * import { holdout } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const [pair] = holdout({ share: 0.75 }).pairs([0, 1, 2, 3], rng(0), numeric([5, 6, 7, 8]));
 * assert.deepEqual([...pair!.test as Int32Array], [3]);
 *
 * const sorted = categorical(["a", "a", "b", "b"]);
 * const [fair] = holdout({ share: 0.5, stratified: true }).pairs([0, 1, 2, 3], rng(0), sorted);
 * assert.deepEqual([...fair!.test as Int32Array], [1, 3]);
 * ```
 */
export function holdout(options: Partial<HoldoutParams> = {}): ResamplingOf<HoldoutParams> {
  return make(options);
}
