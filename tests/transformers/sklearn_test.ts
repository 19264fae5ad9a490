import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { cells, type Column, numeric, type Table, table } from "../../data/mod.ts";
import { breastCancer, diabetes, wine } from "../../data/datasets/mod.ts";
import {
  boxCox,
  discretiser,
  type InvertibleTableMapper,
  minMax,
  quantileTransform,
  robustScaler,
  standardiser,
  type TableTransformer,
  yeoJohnson,
} from "../../transformers/mod.ts";
import golden from "../golden/transformers_sklearn.json" with { type: "json" };

/** What scikit-learn makes of the numbers `at` once it has learned from a column. */
interface Case {
  readonly transformer: string;
  readonly column: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Cells;
  readonly transformed: Cells;
  readonly back: Cells;
}

type Cells = readonly (number | null)[];
type Transformer = TableTransformer<object, InvertibleTableMapper>;

const DATA: Readonly<Record<string, Table>> = {
  wine: wine(),
  breastCancer: breastCancer(),
  diabetes: diabetes(),
};
const PLACES: Readonly<Record<string, { readonly data: string; readonly place: number }>> = golden.places;
const VALUES: Readonly<Record<string, Cells>> = golden.values;

function columnOf(name: string): Column {
  const place = PLACES[name];
  if (!place) return numeric(VALUES[name]!);
  const data = DATA[place.data]!;
  return data.column(data.names[place.place]!);
}

async function learned(transformer: Transformer, name: string): Promise<InvertibleTableMapper> {
  using machine = new Machine(transformer, { x: table({ x: columnOf(name) }) });
  return await machine.fit();
}

const valuesIn = (x: Table): Float64Array => (x.column("x") as ReturnType<typeof numeric>).values; // numbers are made of numbers

// Equal to 1e-9, absolutely or, above 1, relatively; missing where it is missing.
function assertNear(found: ArrayLike<number>, expected: Cells, what: string): void {
  assert.equal(found.length, expected.length);
  expected.forEach((value, i) => {
    if (value === null) {
      return assert.ok(Number.isNaN(found[i]), `${what}: ${found[i]} in row ${i}, not missing`);
    }
    const error = Math.abs(found[i]! - value);
    assert.ok(error <= 1e-9 * Math.max(1, Math.abs(value)), `${what}: ${found[i]} for ${value} in row ${i}`);
  });
}

const knownIn = (name: string) =>
  (columnOf(name) as ReturnType<typeof numeric>).values.filter((v) => !Number.isNaN(v)).length;

// scikit-learn standardises with the divisor n, we with n - 1.
const corrected = (cells: Cells, n: number): Cells =>
  cells.map((v) => v === null ? null : v * Math.sqrt((n - 1) / n));

// Where the way back loses digits, it says little: cells count that scikit-learn itself takes back to what they were.
function steady({ at, back }: Case): readonly number[] {
  return at.flatMap((v, i) =>
    v === null || Math.abs(v - (back[i] ?? Infinity)) <= 1e-10 * Math.max(1, Math.abs(v)) ? [i] : []
  );
}

async function agrees(
  transformer: Transformer,
  { column, at, back }: Case,
  { transformed, rows = at.map((_, i) => i) }: {
    readonly transformed: Cells;
    readonly rows?: readonly number[];
  },
): Promise<void> {
  const mapper = await learned(transformer, column);
  const z = await mapper.transform(table({ x: numeric(at) }));
  assertNear(valuesIn(z), transformed, `${transformer} of ${column}`);
  const returned = await mapper.inverseTransform(table({ x: numeric(rows.map((i) => transformed[i])) }));
  assertNear(valuesIn(returned), rows.map((i) => back[i]!), `${transformer} of ${column}, back`);
}

const SCALERS: Readonly<Record<string, (options: object) => Transformer>> = {
  standardiser: (options) => standardiser({ constant: "keep", ...options }),
  minMax,
  robustScaler,
};

Deno.test("scalers agree with scikit-learn, and the standardiser but for its divisor", async () => {
  for (const each of golden.scalers as readonly Case[]) { // what the maker writes
    const factor = each.transformer === "standardiser" && each.column !== "constant";
    const transformed = factor ? corrected(each.transformed, knownIn(each.column)) : each.transformed;
    await agrees(SCALERS[each.transformer]!(each.options), each, { transformed });
  }
});

Deno.test("centres and scales are those of scikit-learn", async () => {
  for (const { transformer, column, options, ...statistics } of golden.scalers) {
    const { report } = await learned(SCALERS[transformer]!(options), column);
    const n = knownIn(column);
    const reported: Record<string, unknown> = {
      centres: report.centres,
      scales: report.scales,
      variance: statistics.variance && column !== "constant" &&
        { x: (report.deviations as { x: number }).x ** 2 * ((n - 1) / n) }, // by column
    };
    for (const name of ["centres", "scales", "variance"] as const) {
      const expected = statistics[name];
      if (expected && reported[name]) {
        assertNear([(reported[name] as { x: number }).x], expected, `${name} of ${column}`); // by column
      }
    }
  }
});

Deno.test("quantiles agree with scikit-learn's QuantileTransformer without subsampling", async () => {
  for (const each of golden.quantiles) {
    const { output, quantiles } = each.options;
    const transformer = quantileTransform({ quantiles, output: output === "normal" ? output : "uniform" });
    const { report } = await learned(transformer, each.column);
    assertNear((report.quantiles as { x: number[] }).x, each.learned, `quantiles of ${each.column}`); // by column
    await agrees(transformer, each, { transformed: each.transformed });
  }
});

const POWERS = { boxCox, yeoJohnson };

Deno.test("power transformations of one λ agree with scikit-learn's PowerTransformer", async () => {
  for (const each of golden.powers) {
    if (Math.abs(each.lambdas[0]!) < 1e-6) continue; // (x + 1)^λ − 1 leaves scikit-learn no digits; see the formula below
    const transformer = POWERS[each.transformer as keyof typeof POWERS]; // what the maker writes
    const lambda = each.lambdas[0]!;
    const { standardise = false } = each.options;
    const transformed = standardise ? corrected(each.transformed, knownIn(each.column)) : each.transformed;
    await agrees(transformer({ lambda, standardise }), each, { transformed, rows: steady(each) });
  }
});

Deno.test("the likeliest λ is that of scikit-learn, to six digits", async () => {
  for (const { transformer, column, lambdas } of golden.powers) {
    const { report } = await learned(POWERS[transformer as keyof typeof POWERS](), column); // as above
    const { x } = report.lambdas as { x: number }; // by column
    // Of two rows, it is exactly 0: the search of scikit-learn ends 1e-5 from there.
    const expected = column === "two rows" ? 0 : lambdas[0]!;
    assert.ok(
      Math.abs(x - expected) <= 1e-6 * Math.max(1, Math.abs(expected)),
      `${x} for ${expected} of ${column}`,
    );
  }
});

Deno.test("the formula of Box and Cox is that of scipy for any λ", async () => {
  for (const { lambda, at, transformed } of golden.boxCoxFormula) {
    const mapper = await learned(boxCox({ lambda }), "ties");
    assertNear(valuesIn(await mapper.transform(table({ x: numeric(at) }))), transformed, `λ = ${lambda}`);
  }
});

Deno.test("of a grid, the λ is that of MLJ's source", async () => {
  for (const { column, grid, lambda, shift } of golden.boxCoxGrid) {
    const { report } = await learned(boxCox({ lambda: { grid }, shift: true }), column);
    assertNear([(report.lambdas as { x: number }).x], [lambda], column); // by column
    assertNear([(report.shifts as { x: number }).x], [shift], column); // by column
  }
});

Deno.test("classes are those of MLJ's source, and come back as the quantiles in their middles", async () => {
  for (const { column, classes, at, transformed, back } of golden.classes) {
    const mapper = await learned(discretiser({ classes }), column);
    const z = await mapper.transform(table({ x: numeric(at) }));
    assert.deepEqual(cells(z.column("x")), transformed, `${classes} of ${column}`);
    assertNear(valuesIn(await mapper.inverseTransform(z)), back, `${classes} of ${column}`);
  }
});
