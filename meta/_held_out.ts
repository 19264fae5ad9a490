import { holdout } from "./resampling/holdout.ts";

/** Which rows a wrapper holds out by default: a fifth, at random, of classes each by itself. */
export const HELD_OUT = holdout({ share: 0.8, shuffled: true, stratified: "auto" });
