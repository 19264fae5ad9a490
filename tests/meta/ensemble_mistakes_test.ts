import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { blobs, cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { accuracy, logLoss, mae } from "../../measures/mod.ts";
import { ensemble } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ row: numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });

const y = numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

const classes = blobs({ rows: 30, seed: 1 });

// Guesses the mean of the targets that it saw, and reports the rows that it saw by their only column.
const mean = toy<Table, Numeric, Numeric>("Mean", ({ x, y }) => {
  const seen = cells(x.column("row"));
  const guess = y.values.reduce((sum, v) => sum + v, 0) / y.size;
  return learnedOf((asked: Table) => numeric(new Float64Array(asked.size).fill(guess)), { seen });
});

async function reportOf(options: Parameters<typeof ensemble>[1], seed = 1) {
  using machine = new Machine(ensemble(mean, options), { x, y }, { seed });
  const { report } = await machine.fit();
  return report;
}

const MISTAKES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "no model",
    () => ensemble(undefined as never),
    /^Cannot set "model" of Ensemble: expected a model that predicts, e\.g\. neuralNetworkClassifier\(\), got undefined/,
  ],
  [
    "no members",
    () => ensemble(mean, { n: 0 }),
    /^Cannot set "n" of Ensemble: expected an integer ≥ 1, got 0$/,
  ],
  [
    "a fraction beyond all",
    () => ensemble(mean, { baggingFraction: 1.2 }),
    'Cannot set "baggingFraction" of Ensemble: expected a number in (0, 1], got 1.2',
  ],
  [
    "one and a half columns",
    () => ensemble(mean, { features: 1.5 }),
    'Cannot set "features" of Ensemble: expected a share in (0, 1), or a count, or 0 for all, got 1.5',
  ],
  [
    "weights for others",
    () => ensemble(mean, { n: 3, weights: [1, 2] }),
    "Cannot weigh 3 members by 2 weights: give one for each member",
  ],
  [
    "no weight at all",
    () => ensemble(mean, { n: 2, weights: [0, 0] }),
    "Cannot weigh members: all weights are 0; give some that are not",
  ],
  [
    "out-of-bag measures where no row is out of bag",
    () => ensemble(mean, { baggingFraction: 1, measures: mae }),
    /^Cannot judge Ensemble out of bag: every member learns from all rows; lower baggingFraction/,
  ],
  [
    "a measure by name",
    () => ensemble(mean, { measures: "mae" as never }),
    'Cannot set "measures" of Ensemble: expected a measure, or a list of measures, got "mae"',
  ],
  [
    "more columns than there are",
    () => reportOf({ features: 2 }),
    "Cannot choose 2 features: the table has 1; choose fewer",
  ],
  [
    "columns of what is no table",
    () => new Machine(ensemble(descender(), { features: 2 }), { x: y, y }).fit(),
    /^Cannot choose 2 features of a column .*: only tables have some; leave features out$/,
  ],
  [
    "a fraction of too few rows",
    () => reportOf({ baggingFraction: 0.05 }),
    "Cannot bag 0.05 of 10 rows: no row would be left; raise baggingFraction",
  ],
  [
    "a measure of other targets",
    () => reportOf({ measures: accuracy }),
    /^Cannot judge by accuracy: the target is Continuous/,
  ],
  [
    "a measure twice",
    () => reportOf({ measures: [mae, mae] }),
    /^Cannot judge by mae twice: give each measure a name of its own/,
  ],
  [
    "a measure of distributions for points",
    () => new Machine(ensemble(toy("Toy", () => learnedOf(() => y)), { measures: logLoss }), classes).fit(),
    /^Cannot judge Ensemble by logLoss: it judges distributions/,
  ],
];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`ensemble refuses ${what}`, async () => {
    await assert.rejects(async () => await call(), { message });
  });
}
