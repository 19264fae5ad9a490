import assert from "node:assert/strict";
import { integer, nested, real } from "../../core/mod.ts";
import { isNumericRange, type Range, range, type Scale } from "../../meta/mod.ts";
import { positionOf, valueAt } from "../../meta/_scale.ts";
import { scaleName } from "../../meta/_scale_name.ts";
import golden from "../golden/ranges.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../golden/records.ts";
import { dummy } from "./_dummy.ts";

const RECORDS: readonly OracleRecord[] = golden;

const whole = dummy(integer(1));
const decimal = dummy(real(1));
const letter = dummy(nested("c", { expected: "a letter", is: (v) => typeof v === "string" }));

interface Given {
  readonly type?: "Int" | "Float64" | "Char";
  readonly lower?: number | string;
  readonly upper?: number | string;
  readonly origin?: number;
  readonly unit?: number;
  readonly scale?: string;
  readonly values?: readonly string[];
  readonly n?: number;
}

const CALLABLE = "10^x";
const bound = (x: number | string) => Number(String(x).replace("Inf", "Infinity"));

function scaleOf(scale: string): Scale {
  if (scale === CALLABLE || scale === "callable") return (x) => 10 ** x;
  return scale as Scale; // the records name scales as we do
}

function rangeOf({ type, lower, upper, scale, values, origin, unit }: Given): Range {
  if (values !== undefined && type === "Int") return range(whole, "junk", { values: values as never[] }); // refused
  if (values !== undefined) return range(letter, "junk", { values });
  return range(type === "Int" ? whole : decimal, "junk", {
    ...(lower !== undefined && { lower: bound(lower) }),
    ...(upper !== undefined && { upper: bound(upper) }),
    ...(scale !== undefined && { scale: scaleOf(scale) }),
    ...(origin !== undefined && { origin }),
    ...(unit !== undefined && { unit }),
  });
}

function near(actual: readonly unknown[], { expected, tol = 0 }: OracleRecord): void {
  const wanted = expected as readonly unknown[]; // lists of points
  assert.equal(actual.length, wanted.length);
  actual.forEach((x, i) => {
    if (tol === 0) assert.equal(x, wanted[i]);
    else assert.ok(Math.abs(Number(x) - Number(wanted[i])) <= tol, `${x}, wanted ${wanted[i]}`);
  });
}

function checkDefaults(record: OracleRecord): void {
  const made = rangeOf(record.input as Given); // of the records of this case
  assert.ok(isNumericRange(made));
  const { scale = "", upper = made.params.upper, lower = made.params.lower, ...rest } = record
    .expected as Given;
  assert.deepEqual(made.params, {
    ...made.params,
    ...rest,
    scale: scale.replace("minus", "Minus"),
    upper: bound(upper),
    lower: bound(lower),
  });
}

const SCALES: Readonly<Record<string, Range>> = {
  log10: range(whole, "junk", { lower: 1, upper: 10, scale: "log10" }),
  nominal: range(letter, "junk", { values: ["a"] }),
  log2: range(decimal, "junk", { lower: 0.1, upper: 1, scale: "log2" }),
  callable: range(decimal, "junk", { lower: 1, upper: 2, scale: (x) => 10 ** x }),
};

function check(record: OracleRecord): void {
  const { case: name, input, expected } = record;
  const given = input as Given; // so are those of most cases
  if (name === "constructor error" || name === "values of the wrong type") {
    assert.throws(() => rangeOf(given), /Cannot make a range of "junk"/);
  } else if (name.startsWith("defaults")) {
    checkDefaults(record);
  } else if (name === "show") {
    assert.equal(String(rangeOf(given)), expected);
  } else if (name === "iterator: scale transforms") {
    assert.equal(positionOf(Math.E, "log"), 1);
    assert.equal(valueAt(1, "log"), 2.718281828459045);
  } else if (name === "iterator: scale(range)") {
    assert.deepEqual((input as readonly string[]).map((each) => scaleName(SCALES[each]!)), expected); // names above
  } else {
    near(rangeOf(given).points(given.n!), record); // the iterators
  }
}

RECORDS.forEach((record, i) => {
  if (record.case.startsWith("distribution fit")) return; // in search/sampler_oracle_test.ts
  Deno.test(titleOf(record, i), () => check(record));
});
