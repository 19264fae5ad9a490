import { checkNames } from "./names.ts";
import { equal } from "./params.ts";
import { brief } from "./show.ts";

/** One hyperparameter: its default, and which values it may have. */
export interface Field<T = unknown> {
  /** The value when none is given. */
  readonly default: T;
  /** Whether a value must be given: there is no default. */
  readonly required?: boolean;
  /** What it may be, in words that follow "expected": `"an integer ≥ 0"`. */
  readonly expected: string;
  /** What it means, for documentation. */
  readonly doc: string;
  /** Smallest number allowed, where it is a number: a hint for ranges. */
  readonly min?: number;
  /** Largest number allowed, where it is a number. */
  readonly max?: number;
  /** Whether a number must be a whole one. */
  readonly integer?: boolean;
  /** What members may be, where it is a list of some. */
  readonly member?: Field;
  /** Whether a value may be used. */
  accepts(value: unknown): boolean;
  /** A hint to add to the refusal of this value, where there is one. */
  hint?(value: unknown): string | undefined;
}

/** A field for each hyperparameter. */
export type SchemaOf<P extends object> = { readonly [K in keyof P]-?: Field<P[K]> };

/** Bounds and meaning of a number. */
export interface NumberOptions {
  /** Smallest value allowed. */
  readonly min?: number;
  /** Largest value allowed. */
  readonly max?: number;
  /** Whether `min` itself is refused. */
  readonly above?: boolean;
  /** Whether `max` itself is refused. */
  readonly below?: boolean;
  /** What it means. */
  readonly doc?: string;
}

/** A whole number. */
export function integer(fallback: number, options: NumberOptions = {}): Field<number> {
  return { ...numberField("an integer", fallback, options, Number.isSafeInteger), integer: true };
}

/** A finite number. */
export function real(fallback: number, options: NumberOptions = {}): Field<number> {
  return numberField("a number", fallback, options, Number.isFinite);
}

/** True or false. */
// deno-lint-ignore attune/no-boolean-positional -- the boolean is the value that is made, not a switch
export function flag(fallback: boolean, doc = ""): Field<boolean> {
  return { default: fallback, expected: "true or false", doc, accepts: (v) => typeof v === "boolean" };
}

/** One of a few values, compared by structure; the first is the default. */
export function oneOf<T>(choices: readonly [T, ...T[]], doc = ""): Field<T> {
  const expected = `one of ${choices.map(brief).join(", ")}`;
  return { default: choices[0], expected, doc, accepts: (v) => choices.some((c) => equal(c, v)) };
}

/** A list whose members all suit `member`, whose doc it takes over. */
export function listOf<T>(fallback: readonly T[], member: Field<T>): Field<readonly T[]> {
  return {
    default: Object.freeze([...fallback]),
    expected: `a list, each ${member.expected}`,
    doc: member.doc,
    member,
    accepts: (v) => Array.isArray(v) && v.every((each) => member.accepts(each)),
  };
}

/** A value that plays a role: a builder, an optimiser, a model. `is` recognises it, `expected` names it. */
export function nested<T>(
  fallback: T,
  role: { readonly expected: string; readonly is: (value: unknown) => boolean; readonly doc?: string },
): Field<T> {
  return {
    default: fallback,
    expected: role.expected,
    doc: role.doc ?? "",
    accepts: role.is,
    hint: (value) => typeof value === "function" ? "call the function, or take one of its values" : undefined,
  };
}

/** A value that plays a role and must be given: the model that a wrapper wraps. */
export function required<T>(
  role: { readonly expected: string; readonly is: (value: unknown) => boolean; readonly doc?: string },
): Field<T> {
  return { ...nested(undefined as T, role), required: true }; // no default is ever read
}

function numberField(
  what: string,
  fallback: number,
  options: NumberOptions,
  is: (value: unknown) => boolean,
): Field<number> {
  const { min, max, above = false, below = false, doc = "" } = options;
  const accepts = (v: unknown) =>
    typeof v === "number" && is(v) && (min === undefined || v > min || (v === min && !above)) &&
    (max === undefined || v < max || (v === max && !below));
  const sides = { min, max, above, below };
  return { default: fallback, expected: `${what}${bounds(sides)}`, doc, accepts, ...sides };
}

function bounds(o: NumberOptions): string {
  if (o.min !== undefined && o.max !== undefined) {
    return ` in ${o.above ? "(" : "["}${o.min}, ${o.max}${o.below ? ")" : "]"}`;
  }
  if (o.min !== undefined) return ` ${o.above ? ">" : "≥"} ${o.min}`;
  return o.max === undefined ? "" : ` ${o.below ? "<" : "≤"} ${o.max}`;
}

/**
 * Hyperparameters of a `kind`, checked against its schema, defaults filled in, frozen. Throws for a name that
 * the schema lacks (and says which was meant) and for a value that it does not accept.
 */
export function resolve<P extends object>(
  { kind, schema }: { readonly kind: string; readonly schema: SchemaOf<P> },
  given: object,
): Readonly<P> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const name = Object.keys(schema)[0];
    const example = name ? `, e.g. { ${name}: … }` : "";
    throw new TypeError(`Cannot make ${kind} of ${brief(given)}: give its parameters by name${example}`);
  }
  const fields = new Map<string, Field>(Object.entries(schema));
  checkNames(kind, given, [...fields.keys()]);
  const values = new Map<string, unknown>(Object.entries(given));
  const params: Record<string, unknown> = {};
  for (const [name, field] of fields) {
    const value = values.get(name);
    const fallback = value === undefined && !field.required;
    params[name] = fallback ? field.default : checked(kind, name, field, value);
  }
  return Object.freeze(params) as Readonly<P>; // one entry for each key of P, each accepted by its field
}

function checked(kind: string, name: string, field: Field, value: unknown): unknown {
  if (field.accepts(value)) return own(value);
  const hint = field.hint?.(value);
  const message = `Cannot set "${name}" of ${kind}: expected ${field.expected}, got ${brief(value)}${
    hint ? `; ${hint}` : ""
  }`;
  const lists = Array.isArray(value) && Array.isArray(field.default);
  const alike = !field.required && typeof value === typeof field.default &&
    (typeof value !== "object" || lists);
  throw alike ? new RangeError(message) : new TypeError(message);
}

// Lists and plain records are copied and frozen, so that their giver cannot change them afterwards.
function own(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(own));
  if (!isRecord(value)) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, own(member)])),
  );
}

// What is frozen has an owner who sees to it: models, builders, initialisers.
function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype &&
    !Object.isFrozen(value);
}
