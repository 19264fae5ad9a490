import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";

/** What a measure takes as guesses and truths: truths of distributions are labels, targets are numbers or tables. */
export type Judged = "numbers" | "targets" | "labels" | "distributions" | "tables";

/** Whose guesses and truths are looked at, and whether it has a value for each row, as `multitarget` needs. */
interface Judge {
  readonly id: string;
  readonly judges: Judged;
  readonly hasEach: boolean;
}

/** Refuses guesses and truths of another kind than a measure judges, and says what would do. */
export function checkJudged(guess: unknown, truth: unknown, judge: Judge): void {
  checkSide(guess, { ...judge, said: "they are", name: "guess" });
  const judges = judge.judges === "distributions" ? "labels" : judge.judges;
  checkSide(truth, { ...judge, judges, said: "the truth is", name: "truth" });
}

type Side = Judge & { readonly said: string; readonly name: string };

function checkSide(value: unknown, side: Side): void {
  if (TAKES[side.judges](value)) return;
  const found = described(value);
  throw new DataError(`Cannot judge guesses by ${side.id}: ${side.said} ${found}; ${remedy(value, side)}`, {
    found,
    wanted: side.judges,
  });
}

function has<K extends string>(
  value: unknown,
  ...names: readonly K[]
): value is Readonly<Record<K, unknown>> {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

const isTable = (value: unknown) => has(value, "names", "column");
const isDistributions = (value: unknown) => has(value, "levels", "probs");
const isLabels = (value: unknown) => has(value, "levels", "codes");
const isNumbers = (value: unknown) =>
  has(value, "scitype", "values") && (value.scitype === "Continuous" || value.scitype === "Count");

const TAKES: Readonly<Record<Judged, (value: unknown) => boolean>> = Object.freeze({
  numbers: isNumbers,
  targets: (value) => isNumbers(value) || isTable(value),
  labels: isLabels,
  distributions: isDistributions,
  tables: isTable,
});

function described(value: unknown): string {
  if (isTable(value)) return `a table of ${brief(value.names)}`;
  if (isDistributions(value)) return "distributions";
  if (isLabels(value)) return "labels";
  if (isNumbers(value)) return "numbers";
  return brief(value);
}

function remedy(value: unknown, { id, judges, hasEach, name }: Side): string {
  switch (judges) {
    case "numbers":
      return isTable(value)
        ? "give a column, or judge tables by mae, mse or rms"
        : "give a column of numbers, numeric(values)";
    case "targets":
      return "give a column of numbers, numeric(values), or a table of them";
    case "labels":
      if (isDistributions(value)) return `give labels, e.g. mode(${name})`;
      if (!isTable(value)) return "give a column of labels, categorical(labels)";
      return `judge tables by multitarget(${hasEach ? id : "accuracy"}), or each column by itself`;
    case "distributions":
      return "give distributions over the levels, finite(levels, probs)";
    case "tables":
      return "give a table of targets, table({ name: column })";
    default: {
      const rest: never = judges; // a new kind fails to compile here
      return rest;
    }
  }
}
