import { optional } from "../core/optional.ts";
import { type Field, flag, integer, nested, required, type SchemaOf } from "../core/schema.ts";
import { HELD_OUT } from "./_held_out.ts";
import { isRange } from "./_is_range.ts";
import { isSearch } from "./_is_search.ts";
import { isPredictive } from "./_model_field.ts";
import { resamplingField } from "./_resampling_field.ts";
import type { Search } from "./search.ts";
import type { Selection } from "./selection.ts";
import { leastLoss } from "./selection/least_loss.ts";
import type { TunedParams } from "./tuned.ts";

/** What hyperparameters a search may have. */
export function tunedSchema<X, Y, Z>(): SchemaOf<TunedParams<X, Y, Z>> {
  return {
    model: required<TunedParams<X, Y, Z>["model"]>({
      expected: "a model that predicts, e.g. neuralNetworkClassifier(), or a list of such",
      is: (value) =>
        Array.isArray(value) ? value.length > 0 && value.every(isPredictive) : isPredictive(value),
      doc: "the model whose hyperparameters are searched",
    }),
    ranges: nested<TunedParams<X, Y, Z>["ranges"]>([], {
      expected: 'ranges, e.g. range(model, "epochs", { lower: 1, upper: 100 })',
      is: (value) => isRange(value) || Array.isArray(value) && value.every(isRange),
      doc: "what is searched",
    }),
    search: nested<Search | undefined>(undefined, {
      expected: "a search, e.g. grid()",
      is: isSearch,
      doc: "how candidates are found",
    }),
    resampling: resamplingField("by which rows candidates are judged", HELD_OUT),
    measure: nested<TunedParams<X, Y, Z>["measure"]>(undefined, {
      expected: "a measure, e.g. logLoss, or a list of measures",
      is: (value) => Array.isArray(value) ? value.length > 0 && value.every(isFunction) : isFunction(value),
      doc: "what candidates are judged by",
    }),
    n: optional(integer(10, { min: 1, doc: "how many candidates are judged" })),
    selection: nested<Selection>(leastLoss(), {
      expected: "a selection, e.g. leastLoss()",
      is: (value) => has(value, "lossOf") && has(value, "choose"),
      doc: "how the best is chosen",
    }),
    trainBest: flag(true, "whether the best learns from all rows in the end"),
    repeats: integer(1, { min: 1, doc: "how often the rows are split" }),
    journal: JOURNAL,
    timeLimit: TIME_LIMIT,
  };
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function has(value: unknown, member: string): boolean {
  return typeof value === "object" && value !== null && member in value;
}

const JOURNAL = nested<string | undefined>(undefined, {
  expected: 'the path of a file, e.g. "search.db"',
  is: (value) => typeof value === "string" && value !== "",
  doc: "the file that keeps what came of candidates",
});

const TIME_LIMIT: Field<number> = {
  default: Infinity,
  expected: "a number of seconds > 0",
  accepts: (value) => typeof value === "number" && value > 0,
  doc: "for how many seconds candidates are begun",
};
