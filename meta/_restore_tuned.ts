import type { Examples, Observations } from "../core/observations.ts";
import { restorePart, type RestoringPart } from "../core/restore_part.ts";
import { checkSaved } from "../core/saved.ts";
import { learnedTuned } from "./_learned_tuned.ts";
import { historyIn } from "./_saved_history.ts";
import { usesIn } from "./_saved_rows.ts";
import { candidatesIn } from "./_candidates_in.ts";
import { TUNED } from "./_tuned_traits.ts";
import type { LearnedTuned, TunedParams } from "./tuned.ts";

/** What was learned, as it was saved; with the data that it learned from, the search goes on. */
export async function restoreTuned<X extends Observations, Y extends Observations, Z extends Observations>(
  params: Readonly<TunedParams<X, Y, Z>>,
  { saved, context, data }: Omit<RestoringPart<Examples<X, Y>>, "name">,
): Promise<LearnedTuned<X, Y, Z>> {
  checkSaved(saved, TUNED);
  const history = historyIn(saved, candidatesIn(params));
  const { chosen } = history;
  const learned = await restorePart(chosen.model, { saved, name: "best", context, data });
  return learnedTuned({ ...history, rows: usesIn(saved).rows?.tuning }, { number: chosen.number, learned });
}
