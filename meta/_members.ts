import type { Context } from "../core/context.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { restorePart, restoreParts } from "../core/restore_part.ts";
import type { Rng } from "../core/rng.ts";
import type { Saved } from "../core/saved.ts";
import { take } from "../core/take.ts";
import type { Table } from "../data/mod.ts";
import { type Part, together } from "./_fit_together.ts";
import { updateTogether } from "./_update_together.ts";

/** What a member of an ensemble learns from. */
export interface Bag {
  /** Row numbers within the data given; a row may come more than once. */
  readonly rows: Int32Array;
  /** The columns that it sees; all of them if absent. */
  readonly features?: readonly string[];
}

/** The bags of an ensemble. */
export interface Bags {
  /** How many members there are. */
  readonly n: number;
  /** The bag of member `i`, whatever `n` is. */
  readonly draw: (i: number) => Bag;
}

/** One of an ensemble. */
export interface Member<X, Z> {
  readonly learned: Predictor<X, Z>;
  readonly bag: Bag;
}

/** What members learn, and from what. */
export interface Membership<X, Y, Z> {
  /** The ensemble's kind. */
  readonly kind: string;
  readonly model: Supervised<X, Y, Z>;
  readonly data: Examples<X, Y>;
  readonly bags: Bags;
  readonly context: Context;
}

/** Fits members from number `from` on, side by side. */
export function fitMembers<X extends Observations, Y extends Observations, Z>(
  from: number,
  { kind, model, data, bags, context }: Membership<X, Y, Z>,
): Promise<Member<X, Z>[]> {
  const parts = Array.from({ length: Math.max(0, bags.n - from) }, (_, k): Part<Member<X, Z>> => {
    const i = from + k;
    return {
      ...identityOf(i, { bags, context }),
      async run(inside) {
        const bag = bags.draw(i);
        return { bag, learned: await model.fit(within(data, bag), inside) };
      },
    };
  });
  return together(kind, context).fit(parts, disposeMember);
}

/**
 * Takes over members that `old` had fitted, and lets each go on by the changed model; one that cannot starts over.
 * Nothing, and members are left alone, where the first cannot go on.
 */
export function updateMembers<X extends Observations, Y extends Observations, Z>(
  members: readonly Member<X, Z>[],
  old: Supervised<X, Y, Z>,
  { kind, model, data, bags, context }: Membership<X, Y, Z>,
): Promise<Member<X, Z>[]> | undefined {
  const parts = members.map(({ learned, bag }, i) => ({
    ...identityOf(i, { bags, context }),
    learned,
    data: () => within(data, bag),
  }));
  const going = updateTogether<Examples<X, Y>, Predictor<X, Z>>({ kind, model, old, parts, context });
  return going?.then((all) => all.map((learned, i) => ({ learned, bag: members[i]!.bag })));
}

/** Members that an ensemble saved, each with its bag. */
export interface SavedMembers<X, Y, Z> {
  readonly model: Supervised<X, Y, Z>;
  readonly saved: Saved;
  readonly bags: readonly Bag[];
  readonly context: Context;
  readonly data: Examples<X, Y> | undefined;
}

/** Restores members, one after the other. */
export async function restoreMembers<X extends Observations, Y extends Observations, Z>(
  { model, saved, bags, context, data }: SavedMembers<X, Y, Z>,
): Promise<Member<X, Z>[]> {
  const learned = await restoreParts(bags.map((bag, i) => () => {
    const inside = { ...context, rng: chanceOf(i, context) };
    return restorePart(model, { saved, name: String(i), context: inside, data: data && within(data, bag) });
  }));
  return learned.map((learned, i) => ({ learned, bag: bags[i]! }));
}

/** Frees what a member learned. */
export function disposeMember({ learned }: Member<never, unknown>): void {
  learned[Symbol.dispose]();
}

/** The columns of a table that a member sees. */
export function selected<X>(x: X, features: readonly string[] | undefined): X {
  if (!features) return x;
  return (x as unknown as Table).select(features) as unknown as X; // features are drawn of tables only, and X is Table then
}

function within<X extends Observations, Y>(data: Examples<X, Y>, { rows, features }: Bag): Examples<X, Y> {
  const whole = rows.length === data.x.size && rows.every((row, i) => row === i);
  const { x, ...others } = data;
  const columns = { ...others, x: selected(x, features) };
  return whole ? columns : take(columns, rows);
}

function identityOf(
  i: number,
  { bags: { n }, context: { rng } }: Pick<Membership<never, never, never>, "bags" | "context">,
): Pick<Part<never>, "name" | "rng"> {
  return { name: `member ${i + 1} of ${n}`, rng: chanceOf(i, { rng }) };
}

function chanceOf(i: number, { rng }: Pick<Context, "rng">): Rng {
  return rng.fork("member").fork(i);
}
