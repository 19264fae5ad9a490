import { SavedError } from "../core/errors.ts";
import { fromJsonNumber } from "../core/json_number.ts";
import { brief } from "../core/show.ts";
import type { Label } from "../data/categorical.ts";

/** Parts of a value in plain JSON, by name; one that is not what it should be is refused. */
export interface PlainParts {
  number(name: string): number;
  numbers(name: string): Float64Array;
  labels(name: string): readonly Label[];
}

/** Reads the parts of a plain record of a kind. */
export function plainParts(kind: string, plain: object): PlainParts {
  const values = new Map<string, unknown>(Object.entries(plain));
  const number = (value: unknown, name: string) => {
    const found = fromJsonNumber(value);
    if (typeof found === "number") return found;
    throw brokenPart(kind, `its ${name} is ${brief(value)}, not a number`);
  };
  const list = (name: string): readonly unknown[] => {
    const found = values.get(name);
    if (Array.isArray(found)) return found;
    throw brokenPart(kind, `its ${name} is ${brief(found)}, not a list`);
  };
  return {
    number: (name) => number(values.get(name), name),
    numbers: (name) => Float64Array.from(list(name), (value, i) => number(value, `${name}[${i}]`)),
    labels: (name) =>
      list(name).map((value, i) => {
        if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
          return value;
        }
        throw brokenPart(kind, `its ${name}[${i}] is ${brief(value)}, not a label`);
      }),
  };
}

/** Says what is wrong with a value in plain JSON. */
export function brokenPart(kind: string, what: string): SavedError {
  return new SavedError(`Cannot read the ${kind}: ${what}; give what JSON.stringify made of it`, kind);
}
