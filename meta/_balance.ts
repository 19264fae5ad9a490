import { countsOf } from "../data/counts_of.ts";
import type { Examples } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { take } from "../core/take.ts";
import { type Categorical, fitFinite } from "../data/mod.ts";
import { checkClasses } from "./_check_classes.ts";

/** How classes are balanced. */
export interface Balancing {
  readonly by: "weights" | "oversample" | "undersample";
  readonly ratio: number;
}

/** Data whose classes are balanced. */
export interface BalancedData<X> {
  readonly data: Examples<X, Categorical>;
  /** Row numbers that were drawn; absent where all rows stay. */
  readonly drawn: Int32Array | undefined;
  /** Rows, or weights, of each class. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
}

/** Balances the classes of these rows. Classes without any are left out. */
export function balance<X>(
  data: Examples<X, Categorical>,
  { by, ratio, rng }: Balancing & { readonly rng: Rng },
): BalancedData<X> {
  const { y } = data;
  checkClasses(y, "balance classes");
  const weights = by === "weights" ? data.weights ?? new Float64Array(y.size).fill(1) : undefined;
  const amounts = weights ? massesOf(y, weights) : countsOf(y);
  const goals = goalsOf(amounts, { by, ratio });
  const drawn = weights ? undefined : drawRows(y.codes, goals, rng.fork("balance"));
  const factors = amounts.map((amount, code) => amount > 0 ? goals[code]! / amount : 0);
  return {
    data: weights
      ? { ...data, weights: weights.map((weight, row) => weight * factors[y.codes[row]!]!) }
      : take(data, drawn!), // rows are drawn where there are no weights
    drawn,
    before: byLabel(y, amounts),
    after: byLabel(y, goals),
  };
}

function massesOf(y: Categorical, weights: Float64Array): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(fitFinite(y, weights).probs, (share) => share * total);
}

// How much there shall be of each class: no class less than `ratio` of the largest, none that is empty.
function goalsOf(amounts: readonly number[], { by, ratio }: Balancing): number[] {
  const present = amounts.filter((amount) => amount > 0);
  const [least, most] = [Math.min(...present), Math.max(...present)];
  if (by === "undersample") return amounts.map((amount) => Math.min(amount, Math.round(least / ratio)));
  const raised = amounts.map((amount) => amount > 0 ? Math.max(amount, ratio * most) : 0);
  if (by === "oversample") return raised.map(Math.round);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return raised.map((mass) => mass * sum(amounts) / sum(raised));
}

// In the order of the data. Each row of a class is drawn as often as any other of it, or once more.
function drawRows(codes: Int32Array, goals: readonly number[], rng: Rng): Int32Array {
  const rows: number[][] = goals.map(() => []);
  codes.forEach((code, row) => rows[code]!.push(row));
  const drawn = rows.flatMap((own, code) => {
    const order = rng.fork(code).permutation(own.length);
    return Array.from({ length: own.length && goals[code]! }, (_, i) => own[order[i % own.length]!]!);
  });
  return Int32Array.from(drawn).sort();
}

function byLabel({ levels }: Categorical, amounts: readonly number[]): Record<string, number> {
  return Object.fromEntries(levels.map((label, code) => [String(label), amounts[code]!]));
}
