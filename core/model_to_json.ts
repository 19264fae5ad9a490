import { defaultFunctions } from "./_default_functions.ts";
import { isRecord, spelled } from "./_plain_json.ts";
import { isKinded } from "./is_kinded.ts";
import type { Kinded } from "./params.ts";
import { brief } from "./show.ts";

/**
 * A configured value as JSON: a model, with all that is nested in it. {@linkcode modelFromJson} makes it again.
 *
 * Configured values become `{ $kind, params }`, measures `{ $measure }`, their id; lists, records and numbers stay what
 * they are, hyperparameters that are undefined are left out, and so are functions that are a kind's own defaults. Of other
 * functions only the name is kept, `{ $function }`: code is not saved. Throws a TypeError, with the path, for what is none of these.
 *
 * @example
 * ```ts
 * import { modelToJson } from "@attune/attune/core";
 * import { adam } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(modelToJson(adam({ eta: 0.01 })), {
 *   $kind: "Adam",
 *   params: { eta: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
 * });
 * ```
 */
export function modelToJson(model: Kinded): unknown {
  return kindedJson(model, "");
}

function kindedJson(value: Kinded, path: string): unknown {
  const defaults = defaultFunctions(value);
  const params = Object.entries(value.params).filter(([name, member]) =>
    !defaults.includes(name) || "id" in member
  );
  return { $kind: value.kind, params: recordJson(Object.fromEntries(params), path) };
}

function recordJson(record: object, path: string): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => {
    const inner = path === "" ? name : `${path}.${name}`;
    if (!name.startsWith("$")) return [name, valueJson(value, inner)];
    throw new TypeError(`Cannot save "${inner}": names that begin with $ mean something in files; rename it`);
  }));
}

function valueJson(value: unknown, path: string): unknown {
  if (typeof value === "number") return spelled(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "function") return functionJson(value);
  if (Array.isArray(value)) return value.map((member, i) => valueJson(member, `${path}.${i}`));
  if (isArray(value)) return { $array: value.constructor.name, values: Array.from(value, spelled) };
  if (isKinded(value) && "with" in value) return kindedJson(value, path);
  if (isRecord(value)) return recordJson(value, path);
  throw new TypeError(
    `Cannot save "${path}": it is ${
      brief(value)
    }; numbers, text, lists, records and configured values can be saved`,
  );
}

// A measure is a function that has a name in files.
function functionJson(value: object & { readonly name: string }): unknown {
  return "id" in value && typeof value.id === "string" ? { $measure: value.id } : { $function: value.name };
}

function isArray(value: unknown): value is Int32Array | Float32Array | Float64Array {
  return value instanceof Int32Array || value instanceof Float32Array || value instanceof Float64Array;
}
