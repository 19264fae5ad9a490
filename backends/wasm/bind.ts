import { ENTRY, type Entry, type Field } from "./table.ts";

/** Where a program's parts are. */
export interface Places {
  /** Address of the first weight. */
  readonly weights: number;
  /** Address of the first gradient. */
  readonly gradients: number;
  /** Address of a remembered vector. */
  memory(vector: number): number;
  /** Address of a planned tensor; 0 as long as it has no place. */
  tensor(entry: Extract<Entry, { kind: "tensor" | "batch" }>): number;
  /** Key of the dropout masks. */
  readonly seed: readonly [number, number];
}

/** Bytes of a number. */
const NUMBER = 4;

/** Writes everything but fields into a program's table. */
export function bind(table: DataView, entries: readonly Entry[], places: Places): void {
  entries.forEach((entry, i) => {
    const at = i * ENTRY;
    if (isReal(entry)) table[entry.kind === "f64" ? "setFloat64" : "setFloat32"](at, entry.value, true);
    else if (entry.kind !== "field") table.setUint32(at, integerOf(entry, places), true);
  });
}

/** Byte offsets of the fields that a program's code reads. */
export function fieldsOf(entries: readonly Entry[]): ReadonlyMap<Field, number> {
  return new Map(entries.flatMap((entry, i) => entry.kind === "field" ? [[entry.name, i * ENTRY]] : []));
}

type Real = Extract<Entry, { kind: "f32" | "f64" }>;

function isReal(entry: Entry): entry is Real {
  return entry.kind === "f32" || entry.kind === "f64";
}

function integerOf(entry: Exclude<Entry, Real | { kind: "field" }>, places: Places): number {
  switch (entry.kind) {
    case "i32":
      return entry.value;
    case "slot":
      return places.weights + entry.offset * NUMBER;
    case "gradient":
      return places.gradients + entry.offset * NUMBER;
    case "vector":
      return vectorAt(entry.vector, places);
    case "seed":
      return places.seed[entry.word];
    case "tensor":
    case "batch":
      return places.tensor(entry);
    default: {
      const rest: never = entry;
      throw new TypeError(`Cannot bind ${JSON.stringify(rest)}: unknown kind`);
    }
  }
}

function vectorAt(vector: number, places: Places): number {
  if (vector === WEIGHTS) return places.weights;
  if (vector === GRADIENTS) return places.gradients;
  return places.memory(vector);
}

/** Numbers of the flat vectors that are not the optimiser's: weights and gradients. */
export const [WEIGHTS, GRADIENTS] = [-2, -1];
