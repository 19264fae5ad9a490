import { DataError } from "../core/errors.ts";
import type { Model } from "../core/model.ts";
import { brief } from "../core/show.ts";
import type { Finite } from "../data/mod.ts";

/** Refuses predictions of a wrapped model that are no distributions over classes, or hold NaN. */
export function checkFinite(
  guess: Finite,
  { kind, model }: { readonly kind: string; readonly model: Pick<Model, "kind"> },
): void {
  const { probs, levels }: Partial<Finite> = Object(guess);
  const doing = `use what ${model.kind} predicts in ${kind}`;
  if (!probs || !levels) {
    throw new DataError(`Cannot ${doing}: it is ${brief(guess)}; wrap a model that predicts distributions`);
  }
  const nan = probs.findIndex(Number.isNaN);
  if (nan < 0) return;
  throw new DataError(
    `Cannot ${doing}: a probability in row ${Math.floor(nan / levels.length)} is NaN; ` +
      "see whether training diverged, or the data hold NaN",
  );
}
