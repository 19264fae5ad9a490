import type { Observations } from "../../core/mod.ts";
import { type Categorical, type Finite, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { type AnyMeasure, evaluate, type Evaluation, evaluationFromJson } from "../../meta/mod.ts";
import { learnedOf, toy } from "../meta/_toys.ts";

type Truth = Categorical | Numeric;

/** Guesses of any kind, with what is true. */
export interface Known<Z extends Finite | Truth = Finite | Truth> {
  readonly guess: Z;
  readonly truth: Truth;
}

/** What an evaluation of known guesses may be told. */
export interface EvaluatedOptions {
  readonly folds: number;
  readonly measures?: AnyMeasure | readonly AnyMeasure[];
  readonly compact?: boolean;
  /** Folds that fail, from 0. */
  readonly failing?: readonly number[];
}

/** A model that gives the guesses of rows by their numbers. It fails to learn where the first of `failing` rows is held out. */
export function known({ guess }: Known, failing: readonly number[] = []) {
  return {
    ...toy<Table, Truth, Observations>("Known", ({ x }) => {
      const rows = new Set(rowsOf(x));
      if (failing.some((row) => !rows.has(row))) throw new Error("the row is missing");
      return learnedOf((asked: Table): Observations => guess.take(rowsOf(asked)));
    }),
    traits: { prediction: "probs" in guess ? "distribution" as const : "point" as const },
  };
}

function rowsOf(x: Table): readonly number[] {
  return [...(x.column("row") as Numeric).values]; // as the table is made below
}

/** Numbers of rows, as inputs, with what is true of them. */
export function numbered(truth: Truth) {
  return { x: table({ row: numeric(Array.from({ length: truth.size }, (_, row) => row)) }), y: truth };
}

/** Every row is judged once: row by row, fold after fold. */
export function takingTurns(rows: number, folds: number) {
  const all = Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: folds }, (_, fold) => ({
    train: Int32Array.from(all.filter((row) => row % folds !== fold)),
    test: Int32Array.from(all.filter((row) => row % folds === fold)),
  }));
}

/** What `evaluate` gives for guesses that are known. */
export function evaluated(
  tag: string,
  guessed: Known,
  { folds, failing, ...others }: EvaluatedOptions,
): Promise<Evaluation> {
  return evaluate({ tag, model: known(guessed, failing) }, numbered(guessed.truth), {
    resampling: takingTurns(guessed.truth.size, folds),
    onError: failing ? "record" : "throw",
    ...others,
  });
}

/** An evaluation with one result, as it is read from a file. */
export function stored(tag: string, result: Readonly<Record<string, unknown>>): Evaluation {
  const named: Readonly<Record<string, unknown>> = {
    measure: "rms",
    goal: "min",
    operation: "predict",
    ...result,
  };
  return evaluationFromJson({
    kind: "Evaluation",
    version: 1,
    tag,
    resampling: "cv",
    repeats: 1,
    judgedBy: "",
    pairs: (named.perFold as readonly unknown[] ?? []).map((_, fold) => ({
      train: [fold],
      test: [fold + 1],
    })),
    failures: [],
    results: [named],
  });
}
