import { isKinded } from "../core/is_kinded.ts";
import { diff, get, type Kinded } from "../core/params.ts";
import { brief, significant } from "../core/show.ts";
import { clean, clip, columnsOf } from "./_text.ts";

const COLUMNS = 20; // of the name of a band in a terminal
const DIGITS = [3, 4, 6, 9, 12, 17];

/** A text for each of different values, of at most 20 columns; no two are alike. */
export function valueTexts(values: readonly unknown[]): readonly string[] {
  const texts = values.every(isNumber) ? numberTexts(values) : values.map((value) => textOf(value, values));
  const short = texts.map((text) => clip(clean(text), COLUMNS));
  const counts = new Map<string, number>();
  for (const text of short) counts.set(text, (counts.get(text) ?? 0) + 1);
  const seen = new Map<string, number>();
  return short.map((text) => {
    if (counts.get(text) === 1) return text;
    const nth = (seen.get(text) ?? 0) + 1;
    seen.set(text, nth);
    return `${clip(text, COLUMNS - columnsOf(` #${nth}`))} #${nth}`;
  });
}

/** Numbers with as few digits as tell them apart, three at least; whole numbers up to 1e9 with all. */
export function numberTexts(values: readonly number[]): readonly string[] {
  const count = new Set(values).size;
  const told = (digits: number) =>
    values.map((value) =>
      (Number.isInteger(value) && Math.abs(value) <= 1e9 ? String(value) : significant(value, digits))
        .replaceAll("-", "−")
    );
  const digits = DIGITS.find((each) => new Set(told(each)).size === count) ?? DIGITS.at(-1)!;
  return told(digits);
}

function textOf(value: unknown, all: readonly unknown[]): string {
  if (typeof value === "string" && clean(value) !== "") return value;
  if (isNumber(value)) return numberTexts([value])[0]!;
  return isKinded(value) ? kindText(value, all) : brief(value);
}

// The kind, and the hyperparameters in which values of it differ.
function kindText(value: Kinded, all: readonly unknown[]): string {
  const alike = all.filter((other): other is Kinded => isKinded(other) && other.kind === value.kind);
  const paths = new Set(alike.flatMap((other) => diff(value, other)).filter((path) => path !== ""));
  const told = [...paths].map((path) => `${path} = ${brief(get(value, path))}`);
  return told.length === 0 ? value.kind : `${value.kind}(${told.join(", ")})`;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
