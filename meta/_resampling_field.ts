import { type Field, nested } from "../core/schema.ts";
import type { Resampling } from "./resampling.ts";
import { holdout } from "./resampling/holdout.ts";

/** The hyperparameter that says which of its rows a wrapper holds out. */
export const HELD_OUT: Field<Resampling> = nested<Resampling>(
  holdout({ share: 0.8, shuffled: true, stratified: true }),
  {
    expected: "a resampling, e.g. holdout({ share: 0.8 })",
    is: (value) =>
      typeof value === "object" && value !== null && "pairs" in value && typeof value.pairs === "function",
    doc: "which rows are held out",
  },
);
