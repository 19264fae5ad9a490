import { announcing } from "../core/announcing.ts";
import type { Context } from "../core/context.ts";
import type { Learned, Model } from "../core/model.ts";
import { updateInner } from "../core/update_inner.ts";
import { type Part, together } from "./_fit_together.ts";

/** What one of several goes on from. */
export interface Continued<D, L extends Learned> extends Pick<Part<unknown>, "name" | "rng"> {
  readonly learned: L;
  /** What it had learned from. */
  data(): D;
}

/** Several that one model had learned, and by what they go on. */
export interface Continuing<D, L extends Learned> {
  /** The wrapper's kind. */
  readonly kind: string;
  readonly model: Model<D, L>;
  /** The model that learned them. */
  readonly old: Model<D, L>;
  /** At least one. */
  readonly parts: readonly Continued<D, L>[];
  readonly context: Context;
}

/**
 * Takes over what was learned several times, tells that the wrapper goes on, and lets each go on, side by side; one that
 * cannot starts over. Frees all of them where something fails. As a model's `update`: nothing is told, and all are left
 * alone, where the first cannot go on.
 */
export function updateTogether<D, L extends Learned>(
  { kind, model, old, parts, context }: Continuing<D, L>,
): Promise<L[]> | undefined {
  const told = announcing(kind, context);
  const crew = together(kind, told.context);
  const goOn = ({ learned, data }: Continued<D, L>, inside: Context) =>
    updateInner<D, L>(model, { learned, old, data: data(), context: inside });
  const first = parts[0]!;
  const begun = goOn(first, crew.inside(first));
  if (!begun) return undefined;
  const tasks = parts.map((part, i): Part<L> => ({
    ...part,
    async run(inside) {
      const going = i === 0 ? begun : goOn(part, inside);
      if (going) return await going;
      part.learned[Symbol.dispose]();
      return await model.fit(part.data(), inside);
    },
  }));
  return allOrNone(async () => {
    told.tell();
    return await crew.fit(tasks, dispose);
  }, { begun, parts });
}

// What is under way ends first.
async function allOrNone<L extends Learned>(
  run: () => Promise<L[]>,
  { begun, parts }: { readonly begun: Promise<L>; readonly parts: readonly { readonly learned: L }[] },
): Promise<L[]> {
  try {
    return await run();
  } catch (error) {
    await begun.then(dispose, () => {});
    for (const { learned } of parts) dispose(learned); // those that were not taken over
    throw error;
  }
}

function dispose(learned: Disposable): void {
  learned[Symbol.dispose]();
}
