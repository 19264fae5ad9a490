import { isRowWise } from "./_row_wise.ts";
import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import type { Backend } from "../core/backend.ts";
import { contextOf, Machine } from "../core/machine.ts";
import type { Mapper, Model } from "../core/model.ts";
import { allRows } from "../core/observations.ts";
import type { Saved } from "../core/saved.ts";
import { fromBytes, toBytes } from "../core/saved_bytes.ts";
import { take } from "../core/take.ts";
import { categorical, type Column, isNumeric, numeric, type Table } from "../data/mod.ts";
import { content } from "./_content.ts";
import { register } from "./_register.ts";

/** A transformer of tables under test, and what it learns from. */
export interface ConformTransformerOptions<D extends { readonly x: Table }, P extends object> {
  /** Makes the transformer: an equal one each time. */
  readonly make: () => Model<D, Mapper<Table, Table>, P>;
  /**
   * What it learns from: a table `x` of two or more columns, and the target `y`, and `weights`, where it takes them. A
   * dozen rows will do; it must learn from the first two thirds of them, too.
   */
  readonly data: D;
  /**
   * How far numbers may be from what they were after the way there and back; all else must be the same. Absent: there
   * must be no way back.
   */
  readonly tolerance?: number;
  /** Makes a backend for each law. Default: the reference backend. */
  readonly backend?: () => Backend | Promise<Backend>;
  /** Registers a test. Default: Deno's test function, or that of `node:test`. */
  readonly test?: (name: string, check: () => Promise<void>) => unknown;
}

/**
 * Registers a test for each law of transformers of tables: the same seed gives the same bits; only the rows of training
 * tell, whatever was transformed since; transformation is row-wise; columns may come in any order; a table with a column
 * more, fewer, or of another sort is refused by a DataError with its name; rows of training become columns of the same
 * names and sorts as others; what was learned is plain data; what is saved, written to bytes, read and restored, where it can
 * be, is as it was. And for the way back, where there is one: it leads to what was
 * given, and all of this holds of it as well. Each law gets a backend of its own and must leave nothing held.
 *
 * @example Run at once; in a test file leave `test` out.
 * ```ts
 * import { table } from "@attune/attune/data";
 * import { minMax } from "@attune/attune/transformers";
 * import { conformTransformer } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const x = table({ a: [0.5, 1, 2, 4, 8, 16], b: [3, 1, 2, 2, 5, 4] });
 * const laws: Promise<void>[] = [];
 * const test = (_: string, check: () => Promise<void>) => laws.push(check());
 * conformTransformer("minMax()", { make: minMax, data: { x }, tolerance: 1e-12, test });
 * await Promise.all(laws);
 * assert.equal(laws.length, 11);
 * ```
 */
export function conformTransformer<D extends { readonly x: Table }, P extends object>(
  name: string,
  options: ConformTransformerOptions<D, P>,
): void {
  const { make, data, tolerance, backend = reference, test = register } = options;
  const law = (claim: string, check: (bench: Bench<D>) => Promise<void>) =>
    test(`${name} keeps the law "${claim}"`, async () => {
      using held = await backend();
      const learn = async (from: D, use: (mapper: Mapper<Table, Table>) => Promise<void>) => {
        using machine = new Machine(make(), from, { backend: held, seed: 7 });
        await use(await machine.fit());
      };
      const restore = async (saved: Saved) =>
        await make().restore?.(saved, contextOf({ backend: held }), data);
      await check({ learn, restore, data });
      assert.equal(held.live, 0, "held at the end");
    });
  law("same seed, same bits", repeats);
  law("only rows of training tell", learnsOnce);
  law("transformation is row-wise", transforms(isRowWise));
  law("the order of columns does not matter", transforms(takesAnyOrder));
  law("other columns are refused by name", transforms(refusesOthers));
  law("rows of training become the same columns", transformsTraining);
  law("what was learned is plain data", savesPlainData);
  law("what is saved and restored is as it was", isRestored);
  if (tolerance === undefined) {
    law("there is no way back", goesOneWay);
    return;
  }
  law("the way back leads to what was given", (bench) => goesBack(bench, tolerance));
  law("the way back is row-wise, of columns in any order", back(isRowWise, takesAnyOrder));
  law("the way back refuses other columns by name", back(refusesOthers));
}

interface Bench<D> {
  readonly data: D;
  /** Learns from these data, and disposes of what was learned once it was used. */
  learn(data: D, use: (mapper: Mapper<Table, Table>) => Promise<void>): Promise<void>;
  /** Restores what was saved, where the transformer can. */
  restore(saved: Saved): Promise<Mapper<Table, Table> | undefined>;
}

type Law = <D extends { readonly x: Table }>(bench: Bench<D>) => Promise<void>;

/** One of the two ways, and a table to go it. */
type Check = (way: (x: Table) => Promise<Table>, x: Table) => Promise<void>;

const transforms = (check: Check): Law => ({ learn, data }) =>
  learn(data, (mapper) => check((x) => mapper.transform(x), data.x));

const back = (...checks: readonly Check[]): Law => ({ learn, data }) =>
  learn(data, async (mapper) => {
    const z = await mapper.transform(data.x);
    for (const check of checks) await check(wayBack(mapper), z);
  });

const repeats: Law = ({ learn, data }) =>
  learn(data, (one) => learn(data, (other) => alike(one, other, data)));

const learnsOnce: Law = ({ learn, data }) => {
  const rows = allRows(data.x.size).subarray(0, Math.ceil(data.x.size * 2 / 3));
  return learn(take(data, rows), async (used) => {
    await used.transform(data.x).catch(() => "rows that it has not seen may be refused");
    await learn(take(data, rows), (fresh) => alike(used, fresh, take(data, rows)));
  });
};

const transformsTraining: Law = ({ learn, data }) =>
  learn(data, async (mapper) => {
    const [apart, z] = [await ofTraining(mapper, data), await mapper.transform(data.x)];
    const sorts = (x: Table) => x.names.map((name) => [name, x.column(name).scitype]);
    assert.deepEqual(sorts(apart), sorts(z));
    assert.equal(apart.size, data.x.size);
  });

const savesPlainData: Law = ({ learn, data }) =>
  learn(data, async (mapper) => {
    const saved = await mapper.save();
    assert.deepEqual(fromBytes(toBytes(saved)), saved);
    assert.ok(Object.isFrozen(mapper.report), "the report is frozen");
  });

const isRestored: Law = ({ learn, restore, data }) =>
  learn(data, async (mapper) => {
    const restored = await restore(fromBytes(toBytes(await mapper.save())));
    if (!restored) return;
    await alike(restored, mapper, data);
    const z = await mapper.transform(data.x);
    assert.deepEqual(
      restored.inverseTransform && content(await restored.inverseTransform(z)),
      mapper.inverseTransform && content(await mapper.inverseTransform(z)),
    );
    restored[Symbol.dispose]();
  });

const goesOneWay: Law = ({ learn, data }) =>
  // deno-lint-ignore require-await -- laws are asynchronous
  learn(data, async (mapper) => assert.equal(mapper.inverseTransform, undefined));

function goesBack<D extends { readonly x: Table }>(
  { learn, data: { x }, data }: Bench<D>,
  tolerance: number,
): Promise<void> {
  return learn(data, async (mapper) => {
    const found = await wayBack(mapper)(await mapper.transform(x));
    assert.deepEqual(found.names, x.names);
    for (const name of x.names) near(found.column(name), x.column(name), { name, tolerance });
  });
}

const takesAnyOrder: Check = async (way, x) =>
  assert.deepEqual(content(await way(x.select(x.names.toReversed()))), content(await way(x)));

const refusesOthers: Check = async (way, x) => {
  const refused = (other: Table, column: string) =>
    assert.rejects(way(other), { name: "DataError", column }, `column "${column}"`);
  const more = `none of ${x.names.join(", ")}`; // longer than any
  await refused(x.with(more, numeric(new Float64Array(x.size))), more);
  for (const name of x.names) {
    if (x.names.length > 1) await refused(x.drop([name]), name);
    await refused(x.with(name, ofAnotherSort(x.column(name))), name);
  }
};

function ofAnotherSort(column: Column): Column {
  const { size } = column;
  return isNumeric(column)
    ? categorical(Array.from({ length: size }, () => "a"))
    : numeric(new Float64Array(size));
}

function wayBack(mapper: Mapper<Table, Table>): (z: Table) => Promise<Table> {
  assert.ok(mapper.inverseTransform, "there is a way back");
  return (z) => mapper.inverseTransform!(z);
}

function ofTraining<D extends { readonly x: Table }>(
  mapper: Mapper<Table, Table>,
  data: D,
): Promise<Table> {
  return mapper.transformTraining ? mapper.transformTraining(data) : mapper.transform(data.x);
}

/** Throws where two fits differ in a single bit: of what they save, report, or make of their rows. */
async function alike<D extends { readonly x: Table }>(
  a: Mapper<Table, Table>,
  b: Mapper<Table, Table>,
  data: D,
): Promise<void> {
  assert.deepEqual(a.report, b.report);
  assert.deepEqual(await a.save(), await b.save());
  assert.deepEqual(content(await a.transform(data.x)), content(await b.transform(data.x)));
  assert.deepEqual(content(await ofTraining(a, data)), content(await ofTraining(b, data)));
}

function near(
  found: Column,
  wanted: Column,
  { name, tolerance }: { readonly name: string; readonly tolerance: number },
): void {
  assert.equal(found.scitype, wanted.scitype, name);
  if (!isNumeric(found) || !isNumeric(wanted)) return assert.deepEqual(content(found), content(wanted), name);
  const at = (i: number) => `${found.values[i]} for ${wanted.values[i]} in row ${i} of column "${name}"`;
  assert.equal(found.size, wanted.size, name);
  wanted.values.forEach((v, i) =>
    assert.ok(Object.is(found.values[i], v) || Math.abs(found.values[i]! - v) <= tolerance, at(i))
  );
}
