import type { Label } from "../../data/mod.ts";

/** What the records that are run hold; each has some of it. */
export interface Input {
  readonly yhat?: readonly (Label | null)[];
  readonly y?: readonly (Label | null)[];
  readonly w?: readonly number[];
  readonly levels?: readonly Label[];
  readonly probs?: readonly (readonly number[])[];
  readonly scores?: readonly number[];
  readonly positive?: Label;
  readonly A?: readonly (readonly number[])[];
  readonly yhat_rows?: readonly (readonly number[])[];
  readonly y_rows?: readonly (readonly number[])[];
  readonly x?: readonly (number | "NaN" | null)[];
  readonly skipnan?: boolean;
  readonly class_weights?: Readonly<Record<string, number>>;
}

/** One record of the oracle. */
export interface OracleRecord {
  readonly area: string;
  readonly case: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly source: string;
  readonly tol?: number;
}

/** Runs a record. */
export type Run = (input: Input) => unknown;

/** Records that are run: area and case, and how. A case is run for each record of that name. */
export type Runs = Readonly<Record<string, Run>>;

/** Records that attune answers otherwise, and why. */
export const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  "measures/finite rev and perm together":
    "upstream turns the order of levels by two options that exclude each other; here the order is that of the labels, " +
    "and `positive` names a label",
};
