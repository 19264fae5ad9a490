import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { checkSaved, type Saved } from "../core/saved.ts";
import { valueFromJson } from "../measures/mod.ts";
import { type Bag, restoreMembers } from "./_members.ts";
import type { OutOfBag } from "./_out_of_bag.ts";
import { rowsNamed } from "./_saved_rows.ts";
import { OwnedEnsemble } from "./learned_ensemble.ts";

/** What an ensemble saved. */
export interface SavedEnsemble<X, Y, Z> {
  readonly kind: string;
  /** What each member learned by. */
  readonly model: Supervised<X, Y, Z>;
  readonly saved: Saved;
  readonly context: Context;
  readonly data: Examples<X, Y> | undefined;
}

/** The ensemble that was saved. */
export async function restoreEnsemble<X extends Observations, Y extends Observations, Z extends Observations>(
  { kind, saved, ...given }: SavedEnsemble<X, Y, Z>,
): Promise<OwnedEnsemble<X, Z>> {
  checkSaved(saved, kind);
  const { weights, features, outOfBag } = saved.data;
  if (!Array.isArray(weights) || !weights.every((weight) => typeof weight === "number")) {
    throw new SavedError(`Cannot restore ${kind}: how much its members count is not told`, kind);
  }
  const bags = weights.map((_, i): Bag => ({
    rows: rowsNamed(saved, `bag ${i}`),
    ...(features !== undefined && { features: namesAt(features, i, kind) }),
  }));
  const judged = outOfBag === undefined ? undefined : outOfBagFrom(outOfBag, kind);
  const members = await restoreMembers({ saved, bags, ...given });
  return new OwnedEnsemble({ kind, members, weights, outOfBag: judged });
}

function namesAt(features: unknown, i: number, kind: string): readonly string[] {
  const names: unknown = Array.isArray(features) ? features[i] : undefined;
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) return Object.freeze(names);
  throw new SavedError(`Cannot restore ${kind}: which columns member ${i} sees is not told`, kind);
}

function outOfBagFrom(saved: unknown, kind: string): OutOfBag {
  const { rows, left, measurements }: Partial<OutOfBag> = Object(saved);
  if (typeof rows === "number" && typeof left === "number" && typeof measurements === "object") {
    const values = Object.entries(measurements).map(([id, value]) => [id, valueFromJson(value)]);
    return Object.freeze({ rows, left, measurements: Object.freeze(Object.fromEntries(values)) });
  }
  throw new SavedError(`Cannot restore ${kind}: how it was judged out of bag is not told`, kind);
}
