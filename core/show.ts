import { isKinded } from "./is_kinded.ts";
import type { Kinded } from "./params.ts";

/**
 * Makes an object, or all that have it as their prototype, print as `show` says: in `console.log` of Deno and of Node, and in templates. The three
 * members it adds are not enumerable, so that spreading, JSON and comparing do not see them.
 */
export function printable<T extends object>(value: T, show: (value: T) => string): T {
  for (
    const key of ["toString", Symbol.for("Deno.customInspect"), Symbol.for("nodejs.util.inspect.custom")]
  ) {
    const print = function (this: T) {
      return show(this);
    };
    Object.defineProperty(value, key, { value: print, enumerable: false });
  }
  return value;
}

/** So many members of a list stand in a line. */
const MEMBERS = 20;
/** So long a line may be. */
const LENGTH = 200;
/** Objects and lists so deep within others are not opened. */
const DEPTH = 4;

/** A value in one line of at most 200 characters, for error messages and listings. */
export function brief(value: unknown): string {
  return clipped(text(value, 0).replaceAll("\n", " "));
}

function text(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(clipped(value));
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return depth > DEPTH ? "[…]" : listText(value, depth);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if (value instanceof RegExp || value instanceof Error) return String(value);
  if (value instanceof Date) {
    return `Date(${Number.isNaN(value.getTime()) ? "invalid" : value.toISOString()})`;
  }
  if (value instanceof Map || value instanceof Set) return `a ${value.constructor.name} of ${value.size}`;
  if ("kind" in value && typeof value.kind === "string") return value.kind;
  if ("scitype" in value && "size" in value) return `a column of ${value.size} ${value.scitype} values`;
  return depth > DEPTH ? "{…}" : objectText(value, depth);
}

function listText(list: readonly unknown[], depth: number): string {
  const shown = fitting(list.slice(0, MEMBERS), (member) => text(member, depth + 1));
  return `[${shown.join(", ")}${shown.length < list.length ? `, … (${list.length} in all)` : ""}]`;
}

function objectText(object: object, depth: number): string {
  const entries = Object.entries(object);
  if (entries.length === 0) return "{}";
  const shown = fitting(entries, ([name, member]) => `${name}: ${text(member, depth + 1)}`);
  return `{ ${shown.join(", ")}${shown.length < entries.length ? ", …" : ""} }`;
}

/** So much of a line is left for what ends it, such as `… (1000000 in all)`. */
const ENDING = 30;

// The texts of the first members, of as many as there is room for, and of one at least.
function fitting<T>(members: readonly T[], textOf: (member: T) => string): readonly string[] {
  const texts: string[] = [];
  let room = LENGTH - ENDING;
  for (const member of members) {
    const next = textOf(member);
    room -= next.length + 2;
    if (room < 0 && texts.length > 0) break;
    texts.push(next);
  }
  return texts;
}

function clipped(line: string): string {
  return line.length > LENGTH ? `${line.slice(0, LENGTH - 1)}…` : line;
}

/** How many of them: `"1 row"`, `"2 rows"`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** A number with `digits` significant digits, trailing zeros kept out, as tables and listings show it. */
export function significant(x: number, digits = 3): string {
  return Number.isFinite(x) ? String(Number(x.toPrecision(digits))) : String(x);
}

/** Lines in columns: cells padded to the widest of their column, two spaces apart, no trailing blanks. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, j) => widths[j] = Math.max(widths[j] ?? 0, cell.length));
  return rows.map((row) => row.map((cell, j) => cell.padEnd(widths[j]!)).join("  ").trimEnd()).join("\n");
}

/** Longest list of numbers that stands on one line. */
const LINE = 70;

/**
 * A kind and its hyperparameters as a listing, one a line, nested ones indented; a few numbers stand on one line:
 * ```text
 * Short(
 *   hidden = 0,
 *   dropout = 0.5,
 *   activation = sigmoid)
 * ```
 */
export function listing({ kind, params }: Kinded, indent = ""): string {
  const entries = Object.entries(params);
  if (entries.length === 0) return kind;
  const line = entries.map(([name, value]) => `${name} = ${brief(value)}`).join(", ");
  const plain = entries.every(([, value]) => typeof value === "number" || typeof value === "boolean");
  if (plain && line.length <= LINE) return `${kind}(${line})`;
  const inner = `${indent}  `;
  const lines = entries.map(([name, value]) => `${inner}${name} = ${nestedListing(value, inner)}`);
  return `${kind}(\n${lines.join(",\n")})`;
}

function nestedListing(value: unknown, indent: string): string {
  if (isKinded(value)) return listing(value, indent);
  if (!Array.isArray(value) || !value.some(isKinded)) return brief(value);
  const inner = `${indent}  `;
  return `[\n${value.map((member) => inner + nestedListing(member, inner)).join(",\n")}]`;
}
