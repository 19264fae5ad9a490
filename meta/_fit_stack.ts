import type { Context } from "../core/context.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import { restorePart, restoreParts, type RestoringPart } from "../core/restore_part.ts";
import { checkSaved } from "../core/saved.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Table } from "../data/mod.ts";
import { fitBases } from "./_fit_bases.ts";
import { together } from "./_fit_together.ts";
import { heldOutPairs } from "./_held_out_pairs.ts";
import { heldIn, traceIn } from "./_stack_trace.ts";
import { OwnedStack, partsOf, type Stacked } from "./learned_stack.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** What a stack is made of. */
export interface StackPlan<X, Y, Z> {
  readonly kind: string;
  readonly bases: ReadonlyMap<string, Supervised<X, Y, Observations>>;
  readonly metalearner: Supervised<Table, Y, Z>;
  readonly resampling: Resampling | readonly Pair[];
}

/** Fits bases to folds and to all rows, then the metalearner to what they predicted of rows that they had not seen. */
export async function fitStack<X extends Observations, Y extends Observations, Z extends Observations>(
  { kind, bases, metalearner, resampling }: StackPlan<X, Y, Z>,
  data: Examples<X, Y>,
  context: Context,
): Promise<OwnedStack<X, Y, Z>> {
  const targets = targetsOf(data);
  const { y } = targets;
  const { pairs, held } = heldOutPairs(resampling, {
    doing: "stack",
    models: [...bases.values()],
    y,
    rng: context.rng,
    each: "once",
  });
  const { learned, features } = await fitBases({ kind, bases, data, pairs, held, context });
  const from = { kind, bases: learned, pairs, features, held: { ...take(targets, held), x: features } };
  try {
    return await stacked(from, (inside) => metalearner.fit(from.held, inside), context);
  } catch (error) {
    for (const base of learned.values()) base[Symbol.dispose]();
    throw error;
  }
}

/** A change of the metalearner. */
export interface MetaChange<Y, Z> {
  readonly metalearner: Supervised<Table, Y, Z>;
  /** The one that had learned. */
  readonly old: Supervised<Table, Y, Z>;
}

/** Takes over a stack, and lets its metalearner go on, or start over, from what the bases had predicted. */
export async function updateStack<X, Y, Z extends Observations>(
  from: Stacked<X, Y, Z>,
  { metalearner, old }: MetaChange<Y, Z>,
  context: Context,
): Promise<OwnedStack<X, Y, Z>> {
  const held = from.held!; // who asks has seen that it goes on
  const afresh = async (inside: Context) => {
    const learned = await metalearner.fit(held, inside);
    from.metalearner[Symbol.dispose]();
    return learned;
  };
  try {
    context.emit({ type: "update", kind: from.kind });
    const run = (inside: Context) => {
      const onwards = { learned: from.metalearner, old, data: held, context: inside };
      return updateInner<Examples<Table, Y>, Predictor<Table, Z>>(metalearner, onwards) ?? afresh(inside);
    };
    return await stacked(from, run, context);
  } catch (error) {
    for (const part of partsOf(from)) part[Symbol.dispose]();
    throw error;
  }
}

/** What a stack saved; with the data that it learned from, it goes on. */
export async function restoreStack<X extends Observations, Y extends Observations, Z extends Observations>(
  { kind, bases, metalearner }: Omit<StackPlan<X, Y, Z>, "resampling">,
  { saved, context, data }: Omit<RestoringPart<Examples<X, Y>>, "name">,
): Promise<OwnedStack<X, Y, Z>> {
  checkSaved(saved, kind);
  const trace = traceIn(saved);
  const held = data && { ...take(targetsOf(data), heldIn(trace.pairs)), x: trace.features };
  const restores = Array.from(bases, ([name, model]) => () => {
    const inside = { ...context, rng: context.rng.fork("base").fork(name) };
    return restorePart<Examples<X, Y>, Predictor<X, Observations>>(model, {
      saved,
      name,
      context: inside,
      data,
    });
  });
  const learned = await restoreParts(restores);
  try {
    const inside = { ...context, rng: context.rng.fork("metalearner") };
    const part = { saved, name: "metalearner", context: inside, data: held };
    const names = [...bases.keys()];
    return new OwnedStack({
      kind,
      bases: new Map(learned.map((base, b) => [names[b]!, base])),
      metalearner: await restorePart(metalearner, part),
      ...trace,
      held,
    });
  } catch (error) {
    for (const base of learned) base[Symbol.dispose]();
    throw error;
  }
}

function targetsOf<Y>({ x: _, ...targets }: Examples<unknown, Y>): Omit<Examples<unknown, Y>, "x"> {
  return targets;
}

async function stacked<X, Y, Z extends Observations>(
  from: Omit<Stacked<X, Y, Z>, "metalearner">,
  run: (inside: Context) => Promise<Predictor<Table, Z>>,
  context: Context,
): Promise<OwnedStack<X, Y, Z>> {
  const part = { name: "metalearner", rng: context.rng.fork("metalearner"), run };
  const [metalearner] = await together(from.kind, context).fit([part], (given) => given[Symbol.dispose]());
  return new OwnedStack({ ...from, metalearner: metalearner! }); // one part, one result
}
