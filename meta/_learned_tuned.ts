import type { Predictor } from "../core/model.ts";
import { joinSaved } from "../core/saved.ts";
import { counted, significant } from "../core/show.ts";
import type { Entry } from "./_entry.ts";
import { valuesInShort } from "./_values_in_short.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { savedHistory } from "./_saved_history.ts";
import { useArrays } from "./_saved_rows.ts";
import { type Told, tunedReport } from "./_tuned_report.ts";
import { TUNED } from "./_tuned_traits.ts";
import type { LearnedTuned, TunedReport } from "./tuned.ts";

/** The candidate that learned from all rows. */
export interface Best<X, Z> {
  readonly number: number;
  readonly learned: Predictor<X, Z>;
}

/** What a search goes on from. */
export interface TunedSource<X, Y, Z> {
  readonly entries: readonly Entry<X, Y, Z>[];
  readonly best: Best<X, Z> | undefined;
}

/** What a search learned. */
export function learnedTuned<X, Y, Z>(
  told: Told<X, Y, Z>,
  best: Best<X, Z> | undefined,
): LearnedTuned<X, Y, Z> {
  const report = tunedReport(told, best?.learned.report);
  const trained = (doing: string): Predictor<X, Z> => {
    if (best) return best.learned;
    throw new Error(
      `Cannot ${doing} ${TUNED}: trainBest is false, so the best was only chosen; set trainBest: true, or fit ` +
        "report.bestModel",
    );
  };
  return new LearnedWrapper({
    kind: TUNED,
    source: { entries: told.entries, best },
    parts: best ? [best.learned] : [],
    report,
    predict: (x: X) => trained("predict with").predict(x),
    save: async () => {
      const whole = { kind: TUNED, data: savedHistory(told), arrays: useArrays(report) };
      return joinSaved(whole, { best: await trained("save").save() });
    },
    show: () => shown(report),
  });
}

function shown<M>({ history, bestEntry, plotting }: TunedReport<M>): string {
  const failed = history.filter(({ failure }) => failure !== undefined).length;
  return `${TUNED}: the best of ${counted(history.length, "candidate")}${
    failed > 0 ? ` (${failed} failed)` : ""
  } ` +
    `is ${valuesInShort(bestEntry)}: ${plotting.measure} ${significant(bestEntry.measurements[0]!, 4)}`;
}
