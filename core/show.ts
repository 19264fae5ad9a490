import type { Kinded } from "./params.ts";

/**
 * Makes an object print as `show()` says: in `console.log` of Deno and of Node, and in templates. The three
 * members it adds are not enumerable, so that spreading, JSON and comparing do not see them.
 */
export function printable<T extends object>(value: T, show: () => string): T {
  for (
    const key of ["toString", Symbol.for("Deno.customInspect"), Symbol.for("nodejs.util.inspect.custom")]
  ) {
    Object.defineProperty(value, key, { value: () => show(), enumerable: false });
  }
  return value;
}

/** So many members of a list stand in a line. */
const MEMBERS = 20;

/** A value in one line, for error messages and listings. */
export function brief(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  if (Array.isArray(value)) {
    const first = value.slice(0, MEMBERS).map(brief).join(", ");
    return value.length > MEMBERS ? `[${first}, … (${value.length} in all)]` : `[${first}]`;
  }
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if (typeof value === "object" && value !== null) {
    if ("kind" in value && typeof value.kind === "string") return value.kind;
    if ("scitype" in value && "size" in value) return `a column of ${value.size} ${value.scitype} values`;
    const entries = Object.entries(value).map(([k, v]) => `${k}: ${brief(v)}`);
    return entries.length ? `{ ${entries.join(", ")} }` : "{}";
  }
  return String(value);
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

function isKinded(value: unknown): value is Kinded {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string" &&
    "params" in value && typeof value.params === "object" && value.params !== null;
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
