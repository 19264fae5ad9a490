import type { Measure } from "./measure.ts";
import { defaultFunctions } from "./_default_functions.ts";
import { equal, type Kinded } from "./params.ts";
import { brief } from "./show.ts";

/**
 * What makes values of a kind again when a file names it: a factory whose options all have defaults (`mlp`), or any value
 * of the kind (`relu`, `ensemble(model)`), whose `with` is used, or a measure.
 */
export type Kind = Kinded | ((options?: never) => Kinded) | Measure<never, never, unknown>;

/** Values of a kind from hyperparameters by name, and functions that they hold and files lack. */
export interface Maker {
  /** A value with these hyperparameters. */
  readonly make: (params: Readonly<Record<string, unknown>>) => unknown;
  /** Hyperparameters of the value that stands for the kind, without default functions: where those come from that files lack. */
  readonly held: Readonly<Record<string, unknown>>;
}

/** Kinds by name, and measures by id. */
export interface Kinds {
  readonly makers: ReadonlyMap<string, Maker>;
  readonly measures: ReadonlyMap<string, unknown>;
}

/** Kinds by name; of two of one name the first counts. */
export function kindsByName(kinds: readonly Kind[]): Kinds {
  const makers = new Map<string, Maker>();
  const measures = new Map<string, unknown>();
  for (const kind of kinds) {
    if (typeof kind === "function" && "id" in kind) {
      if (!measures.has(kind.id)) measures.set(kind.id, kind);
      continue;
    }
    const { name, maker } = typeof kind === "function" ? byFactory(kind) : byValue(kind);
    if (!makers.has(name)) makers.set(name, maker);
  }
  return { makers, measures };
}

interface Named {
  readonly name: string;
  readonly maker: Maker;
}

function byFactory(factory: (options?: never) => Kinded): Named {
  try {
    const name = factory().kind;
    return { name, maker: { make: (params) => factory(params as never), held: {} } }; // what suits, the factory checks
  } catch (cause) {
    throw new TypeError(
      `Cannot take ${brief(factory)} for a kind: it makes nothing without options; give a value that it made`,
      { cause },
    );
  }
}

function byValue(value: Kinded): Named {
  if (typeof value !== "object" || value === null || !("with" in value) || typeof value.with !== "function") {
    throw new TypeError(
      `Cannot take ${brief(value)} for a kind: give a factory, e.g. mlp, or a value that it made`,
    );
  }
  const change = value.with.bind(value);
  const own = Object.entries(value.params).filter(([name]) => !defaultFunctions(value).includes(name));
  return {
    name: value.kind,
    maker: {
      make: (params) => equal(params, value.params) ? value : change(params),
      held: Object.fromEntries(own),
    },
  };
}
