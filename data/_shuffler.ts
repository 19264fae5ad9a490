import type { Rng } from "../core/rng.ts";

/** The source of chance if rows are to be shuffled: where it is given, unless `shuffled` is false. */
export function shuffler(
  { rng, shuffled, doing }: {
    readonly rng: Rng | undefined;
    readonly shuffled: boolean | undefined;
    readonly doing: string;
  },
): Rng | undefined {
  if (shuffled && !rng) {
    throw new TypeError(
      `Cannot ${doing} shuffled: no source of chance is given; pass one, e.g. { rng: rng(1) }`,
    );
  }
  return shuffled === false ? undefined : rng;
}
