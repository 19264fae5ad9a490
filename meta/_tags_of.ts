import type { Supervised } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import type { Entry } from "./evaluate.ts";

/** Models without a tag are called by their kind, numbered from the second of a kind on. */
export function tagsOf<X, Y, Z extends Observations>(
  entries: readonly Entry<X, Y, Z>[],
): { readonly tag: string; readonly model: Supervised<X, Y, Z> }[] {
  if (entries.length === 0) throw new RangeError("Cannot evaluate no models: give at least one");
  const used = new Map<string, number>();
  const tagged = entries.map((entry) => {
    if (typeof entry !== "object" || entry === null || !("tag" in entry || "fit" in entry)) {
      throw new TypeError(
        `Cannot evaluate ${brief(entry)}: give a model, e.g. constantClassifier(), or { tag, model }`,
      );
    }
    if ("tag" in entry) {
      if (typeof entry.model?.fit !== "function") {
        throw new TypeError(
          `Cannot evaluate ${brief(entry.tag)}: its model is ${brief(entry.model)}; give { tag, model }`,
        );
      }
      if (typeof entry.tag === "string" && entry.tag !== "") return entry;
      throw new TypeError(`Cannot evaluate a model under the tag ${brief(entry.tag)}: give it a name`);
    }
    const count = (used.get(entry.kind) ?? 0) + 1;
    used.set(entry.kind, count);
    return { tag: count > 1 ? `${entry.kind} ${count}` : entry.kind, model: entry };
  });
  const twice = tagged.find(({ tag }, i) => tagged.findIndex((other) => other.tag === tag) < i);
  if (twice) {
    throw new RangeError(`Cannot evaluate two models under the tag ${brief(twice.tag)}: give each its own`);
  }
  return tagged;
}
