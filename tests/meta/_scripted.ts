import { configured } from "../../core/configured.ts";
import type { Context, Model, Predictor } from "../../core/mod.ts";
import { integer, nested, real } from "../../core/mod.ts";
import { type Numeric, numeric } from "../../data/mod.ts";
import { defineMeasure } from "../../measures/mod.ts";
import type { ToyExamples } from "../../testing/mod.ts";

interface ScriptedParams {
  /** Iterations. */
  readonly n: number;
  /** What is guessed, of every row, after each iteration. */
  readonly guesses: readonly number[];
  /** What each guess is multiplied by. */
  readonly pace: number;
  /** The training loss of each iteration; 0 where there is none. */
  readonly losses: readonly number[];
  /** Hears what happens: `"fit 1"`, `"update 2"`, `"dispose 2"`. */
  readonly hear: (what: string) => void;
}

/** What a scripted model learned. */
export interface Told extends Predictor<Numeric, Numeric> {
  readonly n: number;
}

/** A model whose every step is known beforehand. */
export type Scripted = Model<ToyExamples, Told, ScriptedParams>;

const LIST = { expected: "a list", is: Array.isArray };

const make = configured<ScriptedParams, Pick<Scripted, "traits" | "fit" | "update">>(
  "Scripted",
  {
    n: integer(1, { min: 0 }),
    pace: real(1),
    guesses: nested<readonly number[]>([], LIST),
    losses: nested<readonly number[]>([], LIST),
    hear: nested<(what: string) => void>(() => {}, {
      expected: "a function",
      is: (v) => typeof v === "function",
    }),
  },
  (params) => ({
    traits: { prediction: "point", iteration: "n", warm: ["n", "pace"] },
    fit: (_: ToyExamples, context: Context) => told(params, "fit", context),
    update: (_, old, __, context) => params.n < old.params.n ? undefined : told(params, "update", context),
  }),
);

function told(
  { n, guesses, pace, losses, hear }: ScriptedParams,
  how: string,
  context: Context,
): Promise<Told> {
  hear(`${how} ${n}`);
  if (how === "update") context.emit({ type: "update", kind: "Scripted" });
  const guess = (guesses[n - 1] ?? NaN) * pace;
  return Promise.resolve({
    n,
    report: { losses: Array.from({ length: n }, (_, i) => losses[i] ?? 0) },
    predict: (x) => Promise.resolve(numeric(new Float64Array(x.size).fill(guess))),
    save: () => Promise.resolve({ kind: "Scripted", data: { n }, arrays: new Map() }),
    [Symbol.dispose]: () => hear(`dispose ${n}`),
  });
}

/** A model that guesses as it is told after each iteration. */
export function scripted(
  guesses: readonly number[],
  options: Partial<Pick<ScriptedParams, "losses" | "hear">> = {},
): Scripted {
  return make({ ...options, guesses });
}

/** What a scripted model learns from: nothing. */
export const ROWS: ToyExamples = {
  x: numeric([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  y: numeric(new Array<number>(10).fill(0)),
};

const first = (guess: Numeric) => guess.values[0]!;

/** The guess as a loss. */
export const guessed = defineMeasure<Numeric, Numeric>({ id: "guessed", goal: "min" }, first);

/** The guess as a score. */
export const scored = defineMeasure<Numeric, Numeric>({ id: "scored", goal: "max" }, first);
