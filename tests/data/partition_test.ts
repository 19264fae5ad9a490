import assert from "node:assert/strict";
import { rng, type Rows } from "../../core/mod.ts";
import { categorical, categoricalOf, partition, table } from "../../data/mod.ts";
import records from "../golden/partition.json" with { type: "json" };

// deno-lint-ignore no-explicit-any -- each record has inputs of its own shape
type Check = (input: any, expected: any) => void;

const listed = (parts: readonly Rows[]): number[][] => parts.map((part) => Array.from(part));

const CHECKS: Readonly<Record<string, Check>> = {
  "partition": ({ rows, fractions }, expected) =>
    assert.deepEqual(listed(partition(rows, fractions)), expected),
  "partition of matrix rows": ({ X, fractions }, expected) => {
    const x = table(X);
    const found = partition(x.size, fractions).map((rows) => {
      const { values: first } = x.take(rows).column("x1") as { values: Float64Array };
      const { values: second } = x.take(rows).column("x2") as { values: Float64Array };
      return Array.from(first, (value, i) => [value, second[i]]);
    });
    assert.deepEqual(found, expected);
  },
  "partition bad fraction": ({ rows, fractions }) =>
    assert.throws(() => partition(rows, fractions), RangeError),
  "stratified partition sizes": ({ fractions }, { sizes, counts }) => {
    const y = categoricalOf(Array.from({ length: 100 }, (_, i) => Number(i >= 80)), [0, 1]);
    const parts = partition(100, fractions, { stratify: y, rng: rng(1) });
    assert.deepEqual(parts.map((part) => part.length), sizes);
    const of = (part: Rows, code: number) => y.take(part).codes.filter((c) => c === code).length;
    assert.deepEqual(parts.map((part) => [of(part, 0), of(part, 1)]), counts);
  },
  "stratified partition keeps row order unless shuffled": (_, expected) => {
    const y = categorical(Array.from({ length: 30 }, (_, i) => i % 3));
    const ascending = (part: Rows) => Array.from(part).every((row, i) => i === 0 || row > part[i - 1]!);
    assert.equal(partition(30, 0.5, { stratify: y }).every(ascending), expected);
    assert.equal(partition(30, 0.5, { stratify: y, rng: rng(1) }).every(ascending), !expected);
  },
  "partition size (round half to even)": ({ n, fraction }, expected) =>
    assert.equal(partition(n, fraction)[0]!.length, expected),
};

for (const record of records) {
  const { case: name, source, input } = record;
  const sizes = input && "n" in input ? ` of ${input.n} by ${input.fraction}` : "";
  Deno.test(`partition() agrees: ${name}${sizes} (${source})`, () => {
    const check = CHECKS[name];
    assert.ok(check, "no check for this record");
    check(input, record.expected);
  });
}

Deno.test("partition() gives every row to exactly one part, shuffled or stratified", () => {
  const y = categorical(Array.from({ length: 41 }, (_, i) => i % 7 ? "often" : "rarely"));
  for (const options of [{}, { rng: rng(2) }, { stratify: y }, { stratify: y, rng: rng(2) }]) {
    const rows = listed(partition(41, [0.3, 0.3], options)).flat();
    assert.deepEqual(rows.toSorted((a, b) => a - b), Array.from({ length: 41 }, (_, i) => i));
  }
});

Deno.test("partition() shuffles where a source is given, unless told not to, and repeats with the seed", () => {
  assert.deepEqual(listed(partition(9, 0.5, { rng: rng(1), shuffled: false })), listed(partition(9, 0.5)));
  assert.notDeepEqual(listed(partition(9, 0.5, { rng: rng(1) })), listed(partition(9, 0.5)));
  assert.deepEqual(listed(partition(9, 0.5, { rng: rng(1) })), listed(partition(9, 0.5, { rng: rng(1) })));
});

Deno.test("partition() stratifies rows that are only some of the observations", () => {
  const y = categorical(["a", "b", "a", "b", "a", "b", "a", "b", null, null]);
  const [train, test] = partition([7, 6, 5, 4, 3, 2, 1, 0], 0.5, { stratify: y });
  assert.deepEqual([...train!], [7, 6, 5, 4]);
  assert.deepEqual([...test!], [3, 2, 1, 0]);
});

Deno.test("partition() refuses what would leave a part empty, and says so", () => {
  const table: [() => unknown, string][] = [
    [
      () => partition(3, 0.1),
      "Cannot part 3 rows by 0.1: part 1 would be empty; give more rows, or fractions further from 0 and 1",
    ],
    [
      () => partition(10, [0.5, 0.5]),
      "Cannot part rows by 0.5, 0.5: fractions must lie between 0 and 1 and sum to less than 1; " +
      "leave out the last, which is what remains",
    ],
    [
      () => partition(10, 0.5, { shuffled: true }),
      "Cannot part rows shuffled: no source of chance is given; pass one, e.g. { rng: rng(1) }",
    ],
  ];
  for (const [call, message] of table) assert.throws(call, { message });
});
