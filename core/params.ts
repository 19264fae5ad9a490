import { brief } from "./show.ts";

/** Changes to hyperparameters: by name, or by a dotted path into one that is itself a configured value. */
export type Changes<P extends object> = Partial<P> & { readonly [path: `${string}.${string}`]: unknown };

/** Hyperparameters of a kind that has none. */
export type NoParams = Record<never, never>;

/** A kind and its hyperparameters: all that comparing and reading by path need. */
export interface Kinded {
  /** What it is. */
  readonly kind: string;
  /** Its hyperparameters. */
  readonly params: object;
}

interface Nested extends Kinded {
  with(changes: Readonly<Record<string, unknown>>): unknown;
}

function isNested(value: unknown): value is Nested {
  return typeof value === "object" && value !== null && "kind" in value && "params" in value &&
    "with" in value;
}

/** The hyperparameters of a value with `changes` made, dotted paths carried out on the values they reach into; not checked yet. */
export function change({ kind, params }: Kinded, changes: object): Record<string, unknown> {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw new TypeError(
      `Cannot change ${kind} by ${brief(changes)}: give changes by name, e.g. { epochs: 20 }`,
    );
  }
  const changed: Record<string, unknown> = { ...params };
  // what is replaced as a whole comes before what is changed within it
  const entries = Object.entries(changes).sort(([a], [b]) => depthOf(a) - depthOf(b));
  for (const [path, value] of entries) {
    if (value === undefined) {
      throw new TypeError(`Cannot set "${path}" of ${kind} to undefined: leave it out to keep what it is`);
    }
    const dot = path.indexOf(".");
    if (dot < 0) {
      changed[path] = value;
      continue;
    }
    const head = path.slice(0, dot);
    const inner = changed[head];
    const rest = path.slice(dot + 1);
    if (Array.isArray(inner)) {
      changed[head] = changeMember(kind, path, inner, { [rest]: value });
      continue;
    }
    if (!isNested(inner)) {
      const is = head in params
        ? `"${head}" is ${brief(inner)}, which has no parameters`
        : `there is no "${head}"`;
      throw new TypeError(
        `Cannot set "${path}" of ${kind}: ${is}; known parameters are ${Object.keys(params).join(", ")}`,
      );
    }
    changed[head] = inner.with({ [rest]: value });
  }
  return changed;
}

function depthOf(path: string): number {
  return path.split(".").length;
}

// A list is reached into by number: "links.1.eta" is the eta of its second member.
function changeMember(kind: string, path: string, list: readonly unknown[], changes: object): unknown[] {
  const [[rest, value] = ["", undefined]] = Object.entries(changes);
  const [index = "", ...inner] = rest.split(".");
  const i = Number(index);
  const member = list[i];
  if (!/^\d+$/.test(index) || i >= list.length) {
    throw new TypeError(
      `Cannot set "${path}" of ${kind}: "${index}" is no number from 0 to ${list.length - 1}`,
    );
  }
  if (inner.length === 0) return list.with(i, value);
  if (!isNested(member)) {
    throw new TypeError(`Cannot set "${path}" of ${kind}: ${brief(member)} has no parameters`);
  }
  return list.with(i, member.with({ [inner.join(".")]: value }));
}

/** The value at a dotted path, e.g. `get(model, "builder.dropout")`. */
export function get(value: Kinded, path: string): unknown {
  const [head, ...rest] = path.split(".");
  const entries = Object.entries(value.params);
  const entry = entries.find(([name]) => name === head);
  if (!entry) {
    throw new TypeError(
      `Cannot get "${path}" of ${value.kind}: there is no "${head}"; known parameters are ${
        entries.map(([name]) => name).join(", ")
      }`,
    );
  }
  if (rest.length === 0) return entry[1];
  if (Array.isArray(entry[1])) {
    return get({ kind: `${value.kind}.${head}`, params: entry[1] }, rest.join("."));
  }
  if (!isNested(entry[1])) {
    throw new TypeError(`Cannot get "${path}" of ${value.kind}: "${head}" has no parameters`);
  }
  return get(entry[1], rest.join("."));
}

/**
 * Dotted paths of the hyperparameters in which two values of one kind differ; `[""]` if the kinds do, or the names or
 * order of the hyperparameters, as those of pipelines may.
 */
export function diff(a: Kinded, b: Kinded): string[] {
  if (a.kind !== b.kind || !sameNames(a.params, b.params)) return [""];
  const theirs = new Map<string, unknown>(Object.entries(b.params));
  const paths: string[] = [];
  for (const [name, mine] of Object.entries(a.params)) {
    const other = theirs.get(name);
    const alike = isNested(mine) && isNested(other) && mine.kind === other.kind &&
      sameNames(mine.params, other.params);
    if (alike) paths.push(...diff(mine, other).map((path) => `${name}.${path}`));
    else if (!equal(mine, other)) paths.push(name);
  }
  return paths;
}

/**
 * Whether two values are equal by structure: numbers as `Object.is`, arrays and records member by member,
 * configured values by kind and hyperparameters, functions by identity.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isNested(a) || isNested(b)) {
    return isNested(a) && isNested(b) && a.kind === b.kind && sameNames(a.params, b.params) &&
      equal(a.params, b.params);
  }
  if (Array.isArray(a) !== Array.isArray(b) || ArrayBuffer.isView(a) !== ArrayBuffer.isView(b)) return false;
  const mine = Object.entries(a);
  const theirs = new Map<string, unknown>(Object.entries(b));
  return mine.length === theirs.size &&
    mine.every(([key, value]) => theirs.has(key) && equal(value, theirs.get(key)));
}

// Of one kind, hyperparameters mostly have the same names in the same order: but the steps of pipelines have any.
function sameNames(a: object, b: object): boolean {
  const theirs = Object.keys(b);
  const mine = Object.keys(a);
  return mine.length === theirs.length && mine.every((name, i) => name === theirs[i]);
}
