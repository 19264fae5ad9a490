import assert from "node:assert/strict";
import { Machine, type Supervised } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  categoricalOf,
  type Numeric,
  numeric,
  type Table,
  table,
  textual,
} from "../../data/mod.ts";
import { cv, inSample, repeated, stack } from "../../meta/mod.ts";
import { constantRegressor } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ row: numeric([0, 1, 2, 3, 4, 5, 6]) });
const y = numeric([1, 2, 3, 4, 5, 6, 7]);
const rowsOf = (x: Table) => (x.column("row") as Numeric).values;
const telltale = toy<Table, Numeric, Numeric>(
  "Telltale",
  () => learnedOf((asked: Table) => numeric(rowsOf(asked))),
);
const meta = { metalearner: constantRegressor() };

async function given(
  bases: Readonly<Record<string, Supervised<Table, Numeric, Numeric | Categorical | Table>>>,
  options: Partial<Parameters<typeof stack>[1]> = {},
): Promise<void> {
  using machine = new Machine(stack(bases, { ...options, ...meta }), { x, y }, { seed: 1 });
  await machine.fit();
}

const alike = toy<Table, Numeric, Categorical>(
  "Alike",
  () => learnedOf((asked: Table) => categoricalOf(new Int32Array(asked.size), [1, "b", "1"])),
);

const MISTAKES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "levels that are written alike",
    () => given({ one: alike }),
    /Cannot learn from what base "one" predicts: two of its levels are written 1, as 1 and "1" are; rename one of them$/,
  ],
  ["no bases", () => stack({}, meta), "Cannot stack no bases: give at least one, by name"],
  [
    "one model",
    () => stack(constantRegressor() as never, meta),
    /^Cannot stack ConstantRegressor: give bases by name, e\.g\./,
  ],
  [
    "a list of models",
    () => stack([constantRegressor()] as never, meta),
    /^Cannot stack \[ConstantRegressor\]: give bases by name/,
  ],
  [
    "a base that is none",
    () => stack({ one: 3 as never }, meta),
    'Cannot set "one" of Stack: expected a model that predicts, e.g. neuralNetworkClassifier(), got 3',
  ],
  ...["metalearner", "resampling", "a.b", ""].map((name) =>
    [
      `a base called "${name}"`,
      () => stack({ [name]: constantRegressor() }, meta),
      `Cannot call a base ${
        JSON.stringify(name)
      }: paths to hyperparameters could not tell what it is; choose another name`,
    ] as const
  ),
  [
    "no metalearner",
    () => stack({ one: telltale }, {} as never),
    /^Cannot set "metalearner" of Stack: expected a model/,
  ],
  [
    "a number as resampling",
    () => stack({ one: telltale }, { ...meta, resampling: 5 as never }),
    'Cannot set "resampling" of Stack: expected a resampling, e.g. cv(), or a list of { train, test }, got 5',
  ],
  [
    "rows that are learned from and held out",
    () => given({ one: telltale }, { resampling: inSample() }),
    "Cannot stack by these folds: fold 1 learns from row 0, which it holds out; use e.g. cv()",
  ],
  [
    "rows that are held out twice",
    () => given({ one: telltale }, { resampling: repeated(cv({ folds: 2, shuffled: true }), { times: 2 }) }),
    /^Cannot stack by these folds: row \d is held out twice; use a resampling that holds out each row once/,
  ],
  [
    "bases that give columns of one name",
    () =>
      given({
        a: toy("Says", () => learnedOf((asked: Table) => table({ b: numeric(rowsOf(asked)) }))),
        a__b: telltale,
      }),
    'Cannot stack: two bases give a column "a__b"; call one of them otherwise',
  ],
  [
    "bases whose folds predict other levels",
    () =>
      given({
        one: toy("Says", ({ y }) =>
          learnedOf((asked: Table) =>
            categorical(Array.from(rowsOf(asked), () =>
              `${(y as Numeric).values[0]}`))
          )),
      }),
    /^Cannot stack base "one": one fold of it predicts \["one__\d"\], the first \["one__\d"\]; folds must predict the same levels$/,
  ],
  [
    "bases that predict texts",
    () => given({ one: toy("Says", () => learnedOf(() => textual(["a", "b"]) as never)) }),
    /^Cannot fit Stack: base "one", fold 1 of 5 failed: Cannot learn from what base "one" predicts: it is a column of 2 Textual/,
  ],
];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`stack refuses ${what}`, async () => {
    await assert.rejects(async () => await call(), { message });
  });
}
