import assert from "node:assert/strict";
import fc from "fast-check";
import { categorical, cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import {
  boxCox,
  type InvertibleTableMapper,
  minMax,
  quantileTransform,
  robustScaler,
  type TableTransformer,
  yeoJohnson,
} from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

// What holds for every transformer of numbers.
type Transformer = TableTransformer<object, InvertibleTableMapper>;

const TRANSFORMERS: readonly Transformer[] = [
  minMax(),
  minMax({ range: [-3, 5], clip: true }),
  robustScaler(),
  robustScaler({ quantiles: [0.1, 0.8], smoothClip: true }),
  quantileTransform(),
  quantileTransform({ output: "normal" }),
  quantileTransform({ quantiles: 3 }),
  boxCox(),
  boxCox({ standardise: true }),
  boxCox({ lambda: { grid: 171 } }),
  yeoJohnson(),
  yeoJohnson({ standardise: true }),
];

const numbers = (values: readonly (number | null)[]) => table({ a: numeric(values) });
const valuesIn = (x: Table) => (x.column("a") as Numeric).values; // numbers are made of numbers

const positive = fc.double({ min: 0.2, max: 5, noNaN: true });
const column = fc.array(positive, { minLength: 5, maxLength: 40 });
const spread = (values: readonly number[]) => new Set(values.map((v) => v.toFixed(1))).size > 3;

Deno.test("the way back leads to what was given", async () => {
  for (const transformer of TRANSFORMERS) {
    await fc.assert(fc.asyncProperty(column, async (values) => {
      fc.pre(spread(values));
      const mapper = await learn(transformer, { x: numbers(values) });
      const { lambdas } = mapper.report as { readonly lambdas?: { readonly a: number } };
      fc.pre(Math.abs(lambdas?.a ?? 0) < 4); // steeper curves lose digits
      const back = valuesIn(await mapper.inverseTransform(await mapper.transform(numbers(values))));
      values.forEach((v, i) =>
        assert.ok(Math.abs(back[i]! - v) <= 1e-9, `${transformer}: ${back[i]} for ${v}`)
      );
    }));
  }
});

Deno.test("greater numbers do not become less", async () => {
  for (const transformer of TRANSFORMERS) {
    await fc.assert(fc.asyncProperty(column, column, async (values, others) => {
      fc.pre(spread(values));
      const mapper = await learn(transformer, { x: numbers(values) });
      const z = valuesIn(await mapper.transform(numbers(others.toSorted((a, b) => a - b))));
      const falls = z.findIndex((v, i) => i > 0 && v < z[i - 1]! - 1e-12 * Math.abs(v));
      assert.equal(falls, -1, `${transformer}: ${z[falls - 1]}, then ${z[falls]}`);
    }));
  }
});

Deno.test("missing values stay missing, and count for nothing in training; other columns pass through", async () => {
  const values = [1, 4, 2, 8, 5, 7];
  for (const transformer of TRANSFORMERS) {
    const x = table({ a: numeric([1, null, 4, 2, 8, null, 5, 7]), b: categorical([..."uvwxuvwx"]) });
    const [mapper, whole] = [
      await learn(transformer, { x }),
      await learn(transformer, { x: numbers(values) }),
    ];
    const z = await mapper.transform(x);
    assert.deepEqual(z.names, x.names);
    assert.equal(z.column("b"), x.column("b"));
    assert.deepEqual(mapper.report, whole.report);
    const found = cells(z.column("a"));
    assert.deepEqual([found[1], found[5]], [null, null]);
    assert.deepEqual(
      found.filter((v) => v !== null),
      cells((await whole.transform(numbers(values))).column("a")),
    );
    const back = await mapper.inverseTransform(z);
    assert.deepEqual(cells(back.column("a")).map((v) => v === null), [0, 1, 0, 0, 0, 1, 0, 0].map(Boolean));
  }
});

Deno.test("infinite numbers are refused by name: in training, after it, and on the way back", async () => {
  for (const transformer of TRANSFORMERS) {
    const { kind } = transformer;
    await assert.rejects(learn(transformer, { x: numbers([1, 2, Infinity]) }), {
      name: "DataError",
      message: `Cannot learn ${kind} from column "a": row 2 holds Infinity; ` +
        "give finite numbers, or null where a value is missing",
      column: "a",
    });
    const mapper = await learn(transformer, { x: numbers([1, 2, 4, 3]) });
    await assert.rejects(mapper.transform(numbers([-Infinity])), { column: "a", found: "-Infinity" });
    await assert.rejects(mapper.inverseTransform(numbers([Infinity])), { column: "a", found: "Infinity" });
  }
});

Deno.test("columns that hold nothing, or one value only, are refused by name", async () => {
  for (const transformer of TRANSFORMERS) {
    await assert.rejects(learn(transformer, { x: numbers([null, null]) }), {
      column: "a",
      found: "no values",
    });
    const { kind, params } = transformer;
    await assert.rejects(learn(transformer, { x: numbers([3, null, 3]) }), {
      message:
        `Cannot learn ${kind} from column "a": it holds 3 in every row; leave it out, e.g. by dropConstant()` +
        ("constant" in params ? ', or set constant: "keep"' : ""),
      column: "a",
    });
  }
});

Deno.test("numbers too far apart to subtract are refused", async () => {
  for (const transformer of TRANSFORMERS.filter(({ kind }) => kind !== "BoxCox")) {
    const x = numbers([-1.7e308, 0, 1.7e308]);
    await assert.rejects(learn(transformer, { x }), { column: "a", found: "numbers too large" });
  }
});

Deno.test("on the way back, columns must be of numbers", async () => {
  for (const transformer of TRANSFORMERS) {
    const mapper = await learn(transformer, { x: numbers([1, 2, 4, 3]) });
    const classes = table({ a: categorical(["u"]) });
    await assert.rejects(mapper.inverseTransform(classes), {
      name: "DataError",
      column: "a",
      found: "Multiclass",
    });
  }
});
