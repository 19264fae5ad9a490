import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { askedBy } from "./_asked_by.ts";
import { openJournal } from "./_sqlite_journal.ts";
import { digestOf } from "./_digest_of.ts";
import { TUNED } from "./_tuned_traits.ts";
import type { JournalPart } from "./journal.ts";
import type { Search } from "./search.ts";
import type { TunedParams } from "./tuned.ts";

/** A search that may keep a journal. */
export interface Journaled<X, Y, Z> {
  /** What is tuned, in words. */
  readonly subject: string;
  readonly params: Readonly<TunedParams<X, Y, Z>>;
  readonly search: Search;
}

/**
 * The part of its journal that belongs to a search, where it keeps one: known by all that what comes of its candidates depends on,
 * which is what was asked, data, seed and backend.
 */
export async function openSearchJournal<
  X extends Observations,
  Y extends Observations,
  Z extends Observations,
>(
  { subject, params, search }: Journaled<X, Y, Z>,
  data: Examples<X, Y>,
  { rng, backend }: Context,
): Promise<JournalPart | undefined> {
  if (params.journal === undefined) return undefined;
  const key = await digestOf({ asked: askedBy(params), data, seed: rng.key, backend: backend?.name });
  return await openJournal(params.journal, { key, about: `${TUNED} ${subject} by ${search.kind}` });
}
