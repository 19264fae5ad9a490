import {
  type Context,
  type Examples,
  type Predictor,
  type Rng,
  rng,
  type Supervised,
  type Traits,
} from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  type Finite,
  finite,
  type Numeric,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { configured, real } from "../../core/mod.ts";

/** Data of a classifier. */
export type Classes = Examples<Table, Categorical>;

const numbers = (x: Table) => x.names.map((name) => (x.column(name) as Numeric).values);

/** What a teller was given to learn from, each time. */
export type Seen = (Classes & { readonly context: Context })[];

interface TellerParams {
  readonly sharpness: number;
}

type Teller = Supervised<Table, Categorical, Finite, TellerParams>;

/**
 * Learns nothing, and tells softmax(sharpness · x), the columns of x being the levels' logits. Those that `logits`
 * makes are right with sharpness 1. What its fits are given is added to `seen`.
 */
export function teller(
  sharpness = 1,
  { seen = [], traits = {} }: { readonly seen?: Seen; readonly traits?: Traits } = {},
): Teller {
  const make = configured<TellerParams, Pick<Teller, "traits" | "fit">>(
    "Teller",
    { sharpness: real(1) },
    (params) => ({
      traits: { prediction: "distribution", weights: true, ...traits },
      fit(data, context) {
        seen.push({ ...data, context });
        return Promise.resolve(telling(data, params));
      },
    }),
  );
  return make({ sharpness });
}

function telling({ y }: Classes, { sharpness }: TellerParams): Predictor<Table, Finite> {
  return {
    report: {},
    predict: (x) => {
      const columns = numbers(x);
      const rows = Array.from({ length: x.size }, (_, i) => {
        const raised = columns.map((values) => Math.exp(sharpness * values[i]!));
        const sum = raised.reduce((total, e) => total + e);
        return raised.map((e) => e / sum);
      });
      return Promise.resolve(finite(y.levels, rows, { ordered: y.scitype === "OrderedFactor" }));
    },
    save: () => Promise.resolve({ kind: "Teller", data: {}, arrays: new Map() }),
    [Symbol.dispose]() {},
  };
}

/** Rows with a logit for each of `levels`, and a class that is drawn by softmax of them. */
export function logits(size: number, { levels = ["no", "yes"], seed = 1, spread = 1.5 } = {}): Classes {
  const source = rng(seed);
  const columns = levels.map(() =>
    numeric(Float64Array.from({ length: size }, () => spread * source.normal()))
  );
  const x = table(Object.fromEntries(levels.map((label, code) => [`logit of ${label}`, columns[code]!])));
  const labels = Array.from({ length: size }, (_, i) => {
    const raised = columns.map(({ values }) => Math.exp(values[i]!));
    return levels[drawn(raised, source)]!;
  });
  return { x, y: categorical(labels, { levels }) };
}

function drawn(masses: readonly number[], source: Rng): number {
  let left = source.uniform() * masses.reduce((sum, mass) => sum + mass);
  return Math.max(0, masses.findIndex((mass) => (left -= mass) < 0));
}
