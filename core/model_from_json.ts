import { SavedError } from "./errors.ts";
import { type Kind, type Kinds, kindsByName, type Maker } from "./kinds.ts";
import { equal, type Kinded } from "./params.ts";
import { isRecord } from "./_plain_json.ts";
import { brief } from "./show.ts";

/**
 * Makes again what {@linkcode modelToJson} wrote, by `kinds`: they check all hyperparameters, as ever. In the place of a
 * function stands that of the value in `kinds`, where its kind is given by a value, and else one that throws when it is
 * called. Throws a SavedError for a kind that is not given, and for what a kind refuses.
 *
 * @example
 * ```ts
 * import { modelFromJson, modelToJson } from "@attune/attune/core";
 * import { adam, cosineDecay } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const json = modelToJson(adam({ eta: cosineDecay({ from: 0.1 }) }));
 * assert.equal(String(modelFromJson(json, [adam, cosineDecay])), String(adam({ eta: cosineDecay({ from: 0.1 }) })));
 * assert.throws(() => modelFromJson(json, [adam]), /no kind "CosineDecay" is known/);
 * ```
 */
export function modelFromJson(json: unknown, kinds: readonly Kind[]): Kinded {
  if (isRecord(json) && "$kind" in json) return kindedFrom(json, { path: "", kinds: kindsByName(kinds) });
  throw new SavedError(`Cannot make a model of ${brief(json)}: it names no kind`);
}

/** Where a value stands, and what it can be made by. */
interface Place {
  readonly path: string;
  readonly kinds: Kinds;
}

function kindedFrom({ $kind: kind, params }: Readonly<Record<string, unknown>>, place: Place): Kinded {
  const { path, kinds } = place;
  const maker = typeof kind === "string" ? kinds.makers.get(kind) : undefined;
  if (typeof kind !== "string" || !maker) {
    throw new SavedError(
      `Cannot load ${at(path)}: no kind ${brief(kind)} is known; ` +
        "give what makes it, e.g. load(bytes, { kinds: [myBuilder] })",
      String(kind),
    );
  }
  if (!isRecord(params)) {
    throw new SavedError(`Cannot load ${at(path)}: ${kind} has no hyperparameters`, kind);
  }
  const given = Object.entries(params).map((
    [name, value],
  ) => [name, memberFrom(value, { name, maker, place })]);
  return made(kind, { maker, params: Object.fromEntries(given), path });
}

interface Member {
  readonly name: string;
  readonly maker: Maker;
  readonly place: Place;
}

function memberFrom(value: unknown, { name, maker, place: { path, kinds } }: Member): unknown {
  const held = Object.hasOwn(maker.held, name) ? maker.held[name] : undefined;
  if (isRecord(value) && "$function" in value && typeof held === "function") return held;
  return valueFrom(value, { path: path === "" ? name : `${path}.${name}`, kinds });
}

function valueFrom(value: unknown, place: Place): unknown {
  const { path, kinds } = place;
  if (Array.isArray(value)) {
    return value.map((member, i) => valueFrom(member, { path: `${path}.${i}`, kinds }));
  }
  if (!isRecord(value)) return value;
  if ("$kind" in value) return kindedFrom(value, place);
  if ("$number" in value) return Number(value.$number);
  if ("$measure" in value) return measureFrom(value.$measure, place);
  if ("$array" in value) return arrayFrom(value, path);
  if ("$function" in value) return standIn(path, String(value.$function));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [name, valueFrom(member, { path: `${path}.${name}`, kinds })]),
  );
}

function measureFrom(id: unknown, { path, kinds }: Place): unknown {
  const measure = typeof id === "string" ? kinds.measures.get(id) : undefined;
  if (measure !== undefined) return measure;
  throw new SavedError(
    `Cannot load ${at(path)}: no measure ${
      brief(id)
    } is known; give it, e.g. load(bytes, { kinds: [myMeasure] })`,
  );
}

function arrayFrom({ $array: type, values }: Readonly<Record<string, unknown>>, path: string): unknown {
  const numbers: unknown = valueFrom(values, { path, kinds: { makers: new Map(), measures: new Map() } });
  const listed = Array.isArray(numbers) && numbers.every((value) => typeof value === "number")
    ? numbers
    : undefined;
  if (listed && type === "Int32Array") return Int32Array.from(listed);
  if (listed && type === "Float32Array") return Float32Array.from(listed);
  if (listed && type === "Float64Array") return Float64Array.from(listed);
  throw new SavedError(`Cannot load ${at(path)}: it is no array of numbers`);
}

function standIn(path: string, name: string): () => never {
  const unsaved = () => {
    throw new Error(
      `Cannot call ${at(path)}: it is code, which was not saved; give a value that holds it to load(), ` +
        "or set what holds it anew, by with()",
    );
  };
  return Object.defineProperty(unsaved, "name", { value: name });
}

interface Making {
  readonly maker: Maker;
  readonly params: Readonly<Record<string, unknown>>;
  readonly path: string;
}

// A kind must take over all that was saved: another version may call things otherwise.
function made(kind: string, { maker, params, path }: Making): Kinded {
  const value = attempt(() => maker.make(params), { kind, path });
  const taken = isRecord(Object(value).params) ? Object(value).params : {};
  const lost = Object.keys(params).find((name) => !equal(taken[name], params[name]));
  if (lost === undefined && Object(value).kind === kind) return value as Kinded; // as just seen
  throw new SavedError(
    `Cannot load ${at(path)}: what makes ${kind} makes ${brief(value)}, without its "${lost}"`,
    kind,
  );
}

function attempt(
  make: () => unknown,
  { kind, path }: { readonly kind: string; readonly path: string },
): unknown {
  try {
    return make();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new SavedError(`Cannot load ${at(path)}: ${kind} refuses what was saved: ${reason}`, kind);
    error.cause = cause;
    throw error;
  }
}

function at(path: string): string {
  return path === "" ? "the model" : `"${path}" of the model`;
}
