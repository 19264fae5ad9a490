import type { EmbeddedColumn, EntityEmbeddingLayer } from "../core/layer.ts";

/** Columns that an embedding passes on, side by side. */
export interface PassedColumns {
  /** The first of them in the input. */
  readonly from: number;
  /** The first of them in the output. */
  readonly to: number;
  /** How many. */
  readonly width: number;
}

/** An embedded column, and where its numbers come out. */
export interface EmbeddedPart extends EmbeddedColumn {
  /** The first of them in the output. */
  readonly to: number;
}

/** What each number of an embedding's output is made of. */
export interface EmbeddedParts {
  /** Numbers in a row of its output. */
  readonly outputs: number;
  /** What is passed on, in order. */
  readonly passed: readonly PassedColumns[];
  /** What is embedded, in order: by the layer's arrays, one after the other. */
  readonly embedded: readonly EmbeddedPart[];
}

/** Where the columns of a row of `inputs` numbers are after an embedding: in the same order, codes as their vectors. */
export function embeddedParts({ columns }: EntityEmbeddingLayer, inputs: number): EmbeddedParts {
  const passed: PassedColumns[] = [];
  const embedded: EmbeddedPart[] = [];
  let [from, to] = [0, 0];
  const passUpTo = (column: number) => {
    const width = column - from;
    if (width > 0) passed.push({ from, to, width });
    to += width;
  };
  for (const column of columns) {
    passUpTo(column.column);
    embedded.push({ ...column, to });
    to += column.units;
    from = column.column + 1;
  }
  passUpTo(inputs);
  return { outputs: to, passed, embedded };
}
