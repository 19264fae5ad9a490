import type { HostArray } from "./array.ts";
import { SavedError } from "./errors.ts";
import { isRecord } from "./_plain_json.ts";

/** Something in a form that can be stored: plain data, and arrays by name. */
export interface Saved {
  /** What it is: `"NeuralNetworkClassifier"`. */
  readonly kind: string;
  /** Plain data: lists, records, text, truth values and numbers of all kinds. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Arrays by name, in order. */
  readonly arrays: ReadonlyMap<string, HostArray>;
}

/**
 * Saved parts as one: each part's kind and data stand in `data.parts` under its name, its arrays as `name/array`, behind
 * those of the whole. {@linkcode partOf} takes them apart again.
 */
export function joinSaved(
  whole: Pick<Saved, "kind" | "data"> & Partial<Saved>,
  parts: Readonly<Record<string, Saved>>,
): Saved {
  const entries = Object.entries(parts);
  const arrays = entries.flatMap(([name, part]) =>
    Array.from(part.arrays, ([array, values]) => [prefixOf(name) + array, values] as const)
  );
  const kinds = entries.map(([name, { kind, data }]) => [name, { kind, data }]);
  return {
    kind: whole.kind,
    data: { ...whole.data, parts: Object.fromEntries(kinds) },
    arrays: new Map([...whole.arrays ?? [], ...arrays]),
  };
}

/** The part of this name, as it was joined. Throws a SavedError where there is none. */
export function partOf(saved: Saved, name: string): Saved {
  const { parts } = saved.data;
  const part = isRecord(parts) && Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!isRecord(part) || typeof part.kind !== "string" || !isRecord(part.data)) {
    throw new SavedError(`Cannot restore ${saved.kind}: what was saved has no part "${name}"`, saved.kind);
  }
  const prefix = prefixOf(name);
  const own = [...saved.arrays].filter(([array]) => array.startsWith(prefix));
  const arrays = new Map(own.map(([array, values]) => [array.slice(prefix.length), values]));
  return { kind: part.kind, data: part.data, arrays };
}

/** Refuses what another kind of model learned. */
export function checkSaved({ kind }: Saved, wanted: string): void {
  if (kind === wanted) return;
  throw new SavedError(
    `Cannot restore ${wanted}: what was saved is ${kind}; take the model that learned it`,
    kind,
  );
}

// Names may hold slashes, and must not seem to be parts of others then.
function prefixOf(name: string): string {
  return `${name.replaceAll("%", "%25").replaceAll("/", "%2F")}/`;
}
