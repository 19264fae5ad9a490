import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { Machine } from "../../core/mod.ts";
import { categorical, numeric, schema, type Table, table } from "../../data/mod.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import golden from "../golden/mljflux.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;
type Dims = Readonly<Record<string, number>>;

// A network that was not trained: all about embeddings is there.
async function fitted(x: Table, embeddingDims: Dims = {}) {
  const model = neuralNetworkRegressor({ epochs: 0, embeddingDims });
  const machine = new Machine(model, { x, y: numeric(new Float64Array(x.size)) }, { backend: reference() });
  return await machine.fit();
}

const classes = (levels: number) => categorical(Array.from({ length: 30 }, (_, i) => `level ${i % levels}`));
const NUMBERS = numeric(Array.from({ length: 30 }, (_, i) => i / 30));

// Columns of so many levels each, and of numbers for `undefined`, called Column1, Column2, …
const columns = (...levels: readonly (number | undefined)[]) =>
  table(Object.fromEntries(levels.map((n, j) => [`Column${j + 1}`, n === undefined ? NUMBERS : classes(n)])));

const units = async (x: Table, dims?: Dims) =>
  Object.values((await fitted(x, dims)).report.embeddings!).map((codes) => codes.units);

const CHECKS: Readonly<Record<string, (record: OracleRecord) => Promise<void>>> = {
  "default embedding dimension": async ({ input, expected }) => {
    assert.deepEqual(await units(columns(...input as number[])), expected);
  },
  "embedding dims": async ({ input, expected }) => {
    const { levels: [color, size], dims } = input as { readonly levels: number[]; readonly dims: Dims };
    const x = table({ color: classes(color!), size: classes(size!), type: NUMBERS });
    assert.deepEqual(await units(x, dims), expected);
  },
  // Ours are levels × units: a row for each level.
  "embedding matrix sizes (dim, levels)": async ({ input, expected }) => {
    const { dims } = input as { readonly dims: Dims };
    const { arrays } = await (await fitted(columns(undefined, 5, 4, undefined, undefined, 3), dims)).state();
    const found = [...arrays].filter(([name]) => /^0\/[^#]*$/.test(name)).map(([, { shape }]) =>
      shape.toReversed()
    );
    assert.deepEqual(found, expected);
  },
  "embedding of a non-categorical feature": async ({ input }) => {
    const { specified } = input as { readonly specified: readonly number[] };
    const dims = Object.fromEntries(specified.map((j) => [`Column${j}`, 2]));
    await assert.rejects(fitted(columns(3, undefined, 3), dims), { name: "DataError", column: "Column2" });
  },
  "categorical indices": async ({ input, expected }) => {
    const x = table({
      a: categorical(["x", "y"], { ordered: true }),
      b: categorical(["x", "y"]),
      c: categorical(["z", "y"]),
      d: numeric([1, 2]),
    });
    assert.deepEqual(schema(x).scitypes, (input as { readonly scitypes: readonly string[] }).scitypes);
    const embedded = Object.keys((await fitted(x)).report.embeddings!);
    assert.deepEqual(embedded.map((name) => x.names.indexOf(name) + 1), expected);
  },
  "number of levels": async ({ input, expected }) => {
    const lists = Object.entries(input as Readonly<Record<string, string[]>>);
    const x = table(Object.fromEntries(lists.map(([name, labels]) => [name, categorical(labels)])));
    const { embeddings } = (await fitted(x)).report;
    assert.deepEqual(Object.values(embeddings!).map(({ levels }) => levels.length), expected);
  },
  "entity embedding properties": async ({ input, expected }) => {
    const { dims } = input as { readonly dims: Dims };
    const { props, output_dim: width } = expected as { readonly props: unknown; readonly output_dim: number };
    const learned = await fitted(columns(undefined, 5, 3, undefined), dims);
    const { layer, output } = learned.network.children[0]!;
    assert.ok(layer.kind === "entityEmbedding");
    assert.deepEqual(layer.columns.map(({ column, levels, units }) => [column + 1, levels, units]), props);
    assert.deepEqual(output, [width]);
  },
  "new feature names": ({ input, expected }) => newNames(input, expected),
  "new feature names with conflict": ({ input, expected }) => newNames(input, expected),
  "transform without categorical columns": async () => {
    const x = columns(undefined, undefined);
    assert.equal(await (await fitted(x)).transform(x), x);
  },
  // There is no such layer then: what the builder made stands first.
  "entity embedder layer without categoricals": async () => {
    const { network } = await fitted(columns(undefined, undefined));
    assert.deepEqual(network.children.map(({ layer }) => layer.kind), ["dense"]);
  },
};

async function newNames(input: unknown, expected: unknown): Promise<void> {
  const { name, n, existing } = input as {
    readonly name: string;
    readonly n: number;
    readonly existing: readonly string[];
  };
  const x = table({ [name]: classes(4), ...Object.fromEntries(existing.map((other) => [other, NUMBERS])) });
  const { names } = await (await fitted(x, { [name]: n })).transform(x);
  assert.deepEqual(names, [...expected as readonly string[], ...existing]);
}

// Codes are no one's to see here, so that a mapping of levels which is none has no counterpart.
const NONE_OF_OURS = ["ordinal encoder skips a column whose levels already are 1..k"];

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`embeddings agree with MLJFlux: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of MLJFlux about embeddings is tested", () => {
  const about = /embedd|feature names|categorical|number of levels|ordinal/;
  const cases = new Set(RECORDS.map((record) => record.case).filter((name) => about.test(name)));
  assert.deepEqual([...cases].sort(), [...Object.keys(CHECKS), ...NONE_OF_OURS].sort());
  assert.equal(RECORDS.filter((record) => record.case in CHECKS).length, 13);
});
