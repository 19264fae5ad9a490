import { checkPredicts } from "../core/check_predicts.ts";
import type { MeasureOptions } from "../core/measure.ts";
import type { Predictor, Report } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import type { Judge } from "./_judge.ts";

/** Rows that judge what was learned from others. */
export interface TestRows<X> {
  readonly x: X;
  readonly truth: Observations;
  readonly options: MeasureOptions;
}

/** What is predicted of test rows, and what each measure says of it. */
export interface Judged<Z> {
  readonly prediction: Z;
  readonly values: readonly unknown[];
}

/** Judges what a model of this kind learned. Throws where it diverged, or makes no predictions. */
export async function judgeLearned<X, Z extends Observations>(
  learned: Predictor<X, Z>,
  { kind, judges, test }: {
    readonly kind: string;
    readonly judges: readonly Judge[];
    readonly test: TestRows<X>;
  },
): Promise<Judged<Z>> {
  checkPredicts(learned, { kind, doing: "judge" });
  checkLosses(learned.report, kind);
  const prediction = await learned.predict(test.x);
  return { prediction, values: judges.map(({ judge }) => judge(prediction, test.truth, test.options)) };
}

// A network whose loss is no number has learned nothing that could be judged.
function checkLosses({ losses = [] }: Report, kind: string): void {
  const first = losses.findIndex((loss) => !Number.isFinite(loss));
  if (first < 0) return;
  throw new RangeError(
    `Cannot judge ${kind}: its training loss was ${losses[first]} in epoch ${
      first + 1
    }; lower the learning rate, ` +
      "or scale the data",
  );
}
