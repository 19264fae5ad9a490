import { codeOf } from "../core/code_of.ts";
import { brief } from "../core/show.ts";

/**
 * A short text that differs wherever two values do: SHA-256 of all that they hold. Functions, also those that are members of
 * configured values, differ where their code does, and measures where their names do, too; what code refers to does not show.
 */
export async function digestOf(value: unknown): Promise<string> {
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  write(value, (chunk) => chunks.push(typeof chunk === "string" ? encoder.encode(chunk) : chunk));
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Write = (chunk: string | Uint8Array) => void;

function write(value: unknown, to: Write): void {
  if (typeof value === "function") {
    const id = "id" in value ? ` ${String(value.id)}` : "";
    return to(`function${id} ${codeOf(value)};`);
  }
  if (typeof value !== "object" || value === null) return to(`${typeof value} ${text(value)};`);
  if (ArrayBuffer.isView(value)) {
    to(`${value.constructor.name} ${value.byteLength} `);
    return to(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  const { names, column, kind, params }: {
    readonly names?: readonly string[];
    readonly column?: unknown;
    readonly kind?: unknown;
    readonly params?: unknown;
  } = value;
  if (typeof kind === "string" && params !== undefined) {
    const code = Object.entries(value).filter(([, member]) => typeof member === "function");
    return record(Object.entries({ kind, params, ...Object.fromEntries(code) }), to);
  }
  if (Array.isArray(names) && typeof column === "function") { // a table tells its columns by name
    return record(names.map((name) => [name, column.call(value, name)]), to);
  }
  if (Array.isArray(value)) {
    to(`[${value.length} `);
    return value.forEach((member) => write(member, to));
  }
  const entries = Object.entries(value);
  const shows = entries.some(([, member]) => typeof member !== "function");
  if (shows || Object.getPrototypeOf(value) === Object.prototype) return record(entries, to);
  throw new TypeError(
    `Cannot keep a journal: ${
      brief(value)
    } does not show what it holds, so that nobody would know it again; ` +
      "leave journal out, or give tables, columns or images",
  );
}

function record(entries: readonly (readonly [string, unknown])[], to: Write): void {
  to(`{${entries.length} `);
  for (const [name, member] of entries) {
    to(JSON.stringify(name));
    write(member, to);
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : Object.is(value, -0) ? "-0" : String(value);
}
