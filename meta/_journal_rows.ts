import { fromJsonNumber, toJsonNumber } from "../core/json_number.ts";
import { brief } from "../core/show.ts";
import { type Place, toldOf } from "./_sqlite.ts";
import type { JournalEntry } from "./journal.ts";

/** A row of the table `entries`, but for the number of its search. */
export interface EntryRow {
  readonly number: number;
  /** As it was given. */
  readonly trial: string;
  /** JSON of the numbers; those that JSON has not are spelled. */
  readonly folds: string;
  /** JSON of the text, as SQLite's texts end at a zero character. */
  readonly failure: string | null;
}

/** The entry as a row: each number is in it to the last bit. */
export function rowOf({ number, trial, folds, failure }: JournalEntry): EntryRow {
  const lists = folds.map((values) => `[${values.map(spelled).join()}]`);
  const reason = failure === undefined ? null : JSON.stringify(failure);
  return { number, trial, folds: `[${lists.join()}]`, failure: reason };
}

// JSON.stringify() forgets the sign of −0, which JSON.parse() knows.
function spelled(value: number): string {
  return Object.is(value, -0) ? "-0" : JSON.stringify(toJsonNumber(value));
}

/** The entry of a row. Throws an error where it is none, as others may have changed the file. */
export function entryOf({ number, trial, folds, failure }: EntryRow, place: Place): JournalEntry {
  const lists = numbersOf(folds);
  const reason = failure === null ? undefined : parsed(failure);
  if (lists && failure === null) return { number, trial, folds: lists };
  if (lists && typeof reason === "string") return { number, trial, folds: lists, failure: reason };
  const broken = lists ? `failure is ${brief(failure)}` : `folds are ${brief(folds)}`;
  throw toldOf(
    place,
    `the ${broken} of trial ${number}, which was not written so; remove its row, and it will be judged again`,
  );
}

function numbersOf(json: string): readonly (readonly number[])[] | undefined {
  const lists = parsed(json);
  if (!Array.isArray(lists) || !lists.every((list) => Array.isArray(list))) return undefined;
  const read: readonly unknown[][] = lists.map((values: unknown[]) => values.map(fromJsonNumber));
  return read.every(areNumbers) ? read : undefined;
}

function areNumbers(values: unknown[]): values is number[] {
  return values.every((value) => typeof value === "number");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
