import { checkNames } from "../core/names.ts";
import { whatIs } from "./_what_is.ts";

/** What is known of a function's options: their names, and how to give them. */
export interface KnownOptions {
  readonly names: readonly string[];
  /** For messages: `"{ rows: 200 }"`. */
  readonly example: string;
}

/** Refuses what is no record of options, and options that there are not. `kind` is the function's name. */
export function checkOptions(kind: string, given: unknown, { names, example }: KnownOptions): void {
  if (typeof given === "object" && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given)) {
    return checkNames(kind, given, names);
  }
  throw new TypeError(
    `Cannot set options of ${kind}: got ${whatIs(given)}; give its options by name, e.g. ${example}`,
  );
}
