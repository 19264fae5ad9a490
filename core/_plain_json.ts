import { brief } from "./show.ts";

/** How deep lists and records may stand in each other: deeper than any model, and far from the end of the stack. */
const DEPTH = 1000;

/** Numbers that JSON lacks, as they are spelled in `{ "$number": "NaN" }`. */
const LACKING: readonly string[] = ["NaN", "Infinity", "-Infinity", "-0"];

/**
 * Plain data as JSON has them: lists, records, text, truth values, null and all numbers, those that JSON lacks as records
 * of one member `$number`. Members that are undefined are left out. Throws a TypeError, with the path, for anything else.
 */
export function plainJson(value: unknown, path: string): unknown {
  if (typeof value === "number") return spelled(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((member, i) => plainJson(member, `${path}.${i}`));
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([name, member]) => [name, plainJson(member, `${path}.${name}`)]));
  }
  const why = typeof value === "function" ? "code cannot be saved" : "only plain data can be saved";
  throw new TypeError(`Cannot save "${path}": it is ${brief(value)}, and ${why}`);
}

/** A number as JSON can have it. */
export function spelled(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $number: Object.is(value, -0) ? "-0" : String(value) };
}

/** The data of a text that {@linkcode plainJson} was written as. Throws a SyntaxError for what is none, or too deep. */
export function parsePlain(text: string): unknown {
  checkDepth(text);
  return JSON.parse(text, (_, value) => isSpelled(value) ? Number(value.$number) : value);
}

/** Whether a value is a record of plain data, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isSpelled(value: unknown): value is { readonly $number: string } {
  return typeof value === "object" && value !== null && "$number" in value &&
    LACKING.some((spelling) => spelling === value.$number) && Object.keys(value).length === 1;
}

// Brackets within text do not count. Text with as many as this has no end is left to the parser, which refuses it.
function checkDepth(text: string): void {
  let [depth, quoted] = [0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted && sign === "\\") i++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "[" || sign === "{")) depth++;
    else if (!quoted && (sign === "]" || sign === "}")) depth--;
    if (depth > DEPTH) throw new SyntaxError("Cannot read this JSON: it is nested too deep");
  }
}
