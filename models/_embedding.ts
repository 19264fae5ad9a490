import type { Floats, State } from "../core/array.ts";
import type { EmbeddedColumn } from "../core/layer.ts";

/** Which columns of a network's inputs are codes. */
export interface Embedding {
  /** What is embedded, in order: at least one column. */
  readonly columns: readonly EmbeddedColumn[];
  /** Whether the last code of each stands for all that training does not know. */
  readonly unknown: boolean;
}

/** The vectors of an embedded column, code by code: the embedding is the first layer. */
export function vectorsOf(arrays: State["arrays"], column: number): Floats {
  return arrays.get(`0/embedding${column}`)!.data;
}

/** Writes zeros, which tell nothing, as the vectors of what is unknown. */
export function startUnknown({ arrays }: State, { columns, unknown }: Embedding): void {
  if (!unknown) return;
  for (const { column, levels, units } of columns) vectorsOf(arrays, column).fill(0, (levels - 1) * units);
}
