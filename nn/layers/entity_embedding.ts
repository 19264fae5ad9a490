import { ShapeError } from "../../core/errors.ts";
import type { EmbeddedColumn, EntityEmbeddingLayer, Init } from "../../core/layer.ts";
import { integer, nested, resolve } from "../../core/schema.ts";
import { byName } from "../by_name.ts";
import { embeddedParts } from "../embedded_parts.ts";
import { type Inferred, type Position, showShape } from "../inferred.ts";
import { glorotUniform, initField } from "../initialisers.ts";

/** Options of {@linkcode entityEmbedding}. */
export interface EntityEmbeddingOptions {
  /** What is embedded: at least one column, in the order of the input. */
  readonly columns: readonly EmbeddedColumn[];
  /** How the array of each column starts. Default glorotUniform. */
  readonly init?: Init;
}

const SIZES = {
  column: integer(0, { min: 0 }),
  levels: integer(1, { min: 1 }),
  units: integer(1, { min: 1 }),
};

const schema = {
  columns: nested<readonly EmbeddedColumn[]>([], {
    expected: "a list of { column, levels, units }, whole numbers, column ≥ 0, levels ≥ 1, units ≥ 1",
    is: (value) => Array.isArray(value) && value.every(isColumn),
    doc: "which columns hold codes, of how many levels, and how many numbers each becomes",
  }),
  init: initField(glorotUniform, "how the array of each column starts"),
};

/**
 * A layer that puts in the place of each code 0, 1, … levels − 1 the `units` numbers that are learned for it, and passes
 * the other columns on; all stay in order. It stands first in a network, for its codes are the network's input.
 *
 * Its arrays, one for each embedded column, are levels × units and called `embedding` with the number of the column:
 * `"0/embedding2"`. In the loss's gradient a row of data reaches the rows of its codes. Codes must be whole numbers of
 * that range: who makes the input checks them. A backend drops what is behind the point and takes the nearest level for
 * a code out of range, so that it never reads elsewhere; what it takes for NaN is not said.
 *
 * Throws a TypeError or RangeError for columns that are none, twice the same or out of order.
 *
 * @example Two numbers, and between them a code of 7 levels.
 * ```ts
 * import { chain, dense, entityEmbedding, infer, parametersOf } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = chain(entityEmbedding({ columns: [{ column: 1, levels: 7, units: 3 }] }), dense(1));
 * const node = infer(network, [3]);
 * assert.deepEqual(node.children[0]?.output, [1 + 3 + 1]);
 * assert.deepEqual(parametersOf(node)[0]?.name, "0/embedding1");
 * assert.deepEqual(parametersOf(node)[0]?.shape, [7, 3]);
 * ```
 */
export function entityEmbedding(options: EntityEmbeddingOptions): EntityEmbeddingLayer {
  const example = "entityEmbedding({ columns: [{ column: 0, levels: 5, units: 2 }] })";
  const { columns, init } = resolve<Required<EntityEmbeddingOptions>>(
    { kind: "entityEmbedding", schema },
    byName(options, example),
  );
  if (columns.length === 0) {
    throw new RangeError(`Cannot embed no columns: give at least one, e.g. ${example}`);
  }
  const unsorted = columns.find(({ column }, i) => i > 0 && column <= columns[i - 1]!.column);
  if (unsorted) {
    throw new RangeError(
      `Cannot embed columns ${
        columns.map(({ column }) => column).join(", ")
      }: ${unsorted.column} is twice there ` +
        `or out of order; give each once, in ascending order`,
    );
  }
  return Object.freeze({ kind: "entityEmbedding", columns, init });
}

/** Shapes of an embedding at a path. */
export function inferEntityEmbedding(
  layer: EntityEmbeddingLayer,
  { input, path, isFirst }: Position,
): Inferred {
  const [inputs = 0] = input;
  const { column: last = 0 } = layer.columns.at(-1) ?? {};
  const refuse = (what: string, wanted: string) => {
    throw new ShapeError(`Cannot apply entityEmbedding at ${path}: ${what}`, path, input, wanted);
  };
  if (!isFirst) refuse("a layer stands before it, and it takes codes; put it first", "the network's input");
  if (input.length !== 1) refuse(`it takes [columns], but ${showShape(input)} arrives`, "[columns]");
  if (last >= inputs) {
    refuse(`it embeds column ${last}, but ${showShape(input)} arrives; columns count from 0`, "[columns]");
  }
  return {
    output: [embeddedParts(layer, inputs).outputs],
    parameters: layer.columns.map(({ levels, units }) => ({
      shape: [levels, units],
      init: layer.init,
      trained: true,
    })),
    names: layer.columns.map(({ column }) => `embedding${column}`),
  };
}

function isColumn(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map(Object.entries(value));
  return given.size === 3 && Object.entries(SIZES).every(([name, field]) => field.accepts(given.get(name)));
}
