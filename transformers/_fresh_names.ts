import { DataError } from "../core/errors.ts";

/** Refuses names of new columns that are taken, by columns that stay or by one another. */
export function checkFresh(
  fresh: readonly string[],
  { taken, kind }: { readonly taken: readonly string[]; readonly kind: string },
): void {
  const seen = new Set(taken);
  for (const name of fresh) {
    if (seen.has(name)) {
      throw new DataError(
        `Cannot learn ${kind}: two columns would be called "${name}"; rename the one that is there, or leave it out`,
        { column: name, found: "a name that is taken" },
      );
    }
    seen.add(name);
  }
}
