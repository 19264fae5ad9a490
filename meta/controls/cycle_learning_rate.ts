import { configured } from "../../core/configured.ts";
import { integer, nested, real } from "../../core/schema.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import type { Trainable } from "../trainable.ts";
import { cycleRates, type Cycling } from "./_cycle_rates.ts";

/** Hyperparameters of {@linkcode cycleLearningRate}. */
export interface CycleLearningRateParams extends Cycling {
  /** Cycles of training from the lower to the upper rate. Default 4. */
  readonly stepsize: number;
  /** The least rate. Default 0.001. */
  readonly lower: number;
  /** The largest rate. Default 0.05. */
  readonly upper: number;
  /** Path of the rate within the model that is trained. Default: that of its optimiser. */
  readonly path: string | undefined;
}

const make = configured<CycleLearningRateParams, ControlMembers<number>>(
  "CycleLearningRate",
  {
    stepsize: integer(4, { min: 1, doc: "cycles of training from the lower to the upper rate" }),
    lower: real(0.001, { min: 0, doc: "the least rate" }),
    upper: real(0.05, { min: 0, doc: "the largest rate" }),
    path: nested<string | undefined>(undefined, {
      expected: 'a path, e.g. "optimiser.eta"',
      is: (value) => typeof value === "string" && value !== "",
      doc: "path of the rate",
    }),
  },
  ({ path, ...cycling }) => {
    const rates = cycleRates(cycling);
    return {
      needs: ["change"],
      start: () => 0,
      apply(number, run) {
        run.subject.change?.({ [path ?? pathIn(run.subject)]: rates[number % rates.length]! });
        return number + 1;
      },
    };
  },
);

// Of what a model goes on from, however deep in wrappers it stands, its optimiser.
function pathIn({ model }: Trainable): string {
  const optimiser = model?.traits.warm?.find((path) => /(^|\.)optimiser$/.test(path));
  return `${optimiser ?? "optimiser"}.eta`;
}

/**
 * Moves the learning rate up and down between two bounds, from cycle to cycle (Smith 2017); it stands before the control that
 * trains. A schedule as the optimiser's rate itself, e.g.
 * `adam({ eta: oneCycle() })`, does such things without a control, batch by batch.
 */
export function cycleLearningRate(
  options: Partial<CycleLearningRateParams> = {},
): ControlOf<CycleLearningRateParams> {
  return make(options);
}
