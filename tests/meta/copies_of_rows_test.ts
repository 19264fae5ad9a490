import assert from "node:assert/strict";
import { type Learned, Machine, type Model, rng, type Supervised } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  type Finite,
  finite,
  type Numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { logLoss } from "../../measures/mod.ts";
import {
  balanced,
  balancedBagging,
  bootstrap,
  calibrated,
  ensemble,
  evaluate,
  pipeline,
  recursiveFeatureElimination,
  stack,
  threshold,
} from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { standardiser, targetEncoder } from "../../transformers/mod.ts";
import { type Classes, logits, teller } from "./_classifiers.ts";
import { learnedOf, toy } from "./_toys.ts";

type Classifier = Supervised<Table, Categorical, Finite>;

/** Towns that have nothing to do with the classes, one of which is rare. */
const noise = ((): Classes => {
  const draw = rng(2);
  const of = (label: () => string) => categorical(Array.from({ length: 1500 }, label));
  return {
    x: table({ town: of(() => `town ${Math.floor(300 * draw.uniform())}`) }),
    y: of(() => draw.uniform() < 0.1 ? "yes" : "no"),
  };
})();

// Learns nothing; adds how the only column that it is given goes with the second class.
function listening(heard: number[]): Classifier {
  const model = toy<Table, Categorical, Finite>("Listening", ({ x, y }) => {
    heard.push(correlation((x.column(x.names[0]!) as Numeric).values, y.codes));
    return learnedOf((asked: Table) => finite(y.levels, new Float64Array(2 * asked.size).fill(0.5)));
  });
  return { ...model, traits: { prediction: "distribution" } };
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const centred = (values: ArrayLike<number>) => {
    const all = Array.from(values);
    const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
    return all.map((v) => v - mean);
  };
  const [u, v] = [centred(a), centred(b)];
  const product = (p: readonly number[], q: readonly number[]) => p.reduce((sum, v, i) => sum + v * q[i]!, 0);
  return product(u, v) / Math.sqrt(product(u, u) * product(v, v));
}

const ORDERS: Readonly<Record<string, (model: Classifier) => Supervised<Table, Categorical, Finite>>> = {
  "an encoder before a balanced model": (model) =>
    pipeline(targetEncoder(), balanced(model, { by: "oversample" })),
  "an encoder before bags with copies": (model) =>
    pipeline(targetEncoder(), ensemble(model, { n: 3, replacement: true })),
  "an encoder before balanced bags": (model) => pipeline(targetEncoder(), balancedBagging(model, { n: 3 })),
  "bags without copies around an encoder": (model) => ensemble(pipeline(targetEncoder(), model), { n: 3 }),
  "an undersampled model around an encoder": (model) =>
    balanced(pipeline(targetEncoder(), model), { by: "undersample" }),
};

for (const [name, order] of Object.entries(ORDERS)) {
  Deno.test(`noise stays noise by ${name}`, async () => {
    const heard: number[] = [];
    using machine = new Machine(order(listening(heard)), noise);
    await machine.fit();
    assert.ok(heard.length > 0);
    for (const r of heard) assert.ok(Math.abs(r) < 0.15, `correlates by ${r}`);
  });
}

Deno.test("with copies of rows an encoder within tells noise from its target, which is why it is refused", async () => {
  const heard: number[] = [];
  const rows = Array.from(noise.y.codes.keys());
  const rare = rows.filter((row) => noise.y.codes[row] === 1);
  const copied = rows.concat(...Array.from({ length: 8 }, () => rare));
  const data = { x: noise.x.take(copied), y: noise.y.take(copied) };
  using machine = new Machine(pipeline(targetEncoder(), listening(heard)), data);
  await machine.fit();
  assert.ok(Math.abs(heard[0]!) > 0.5, `correlates by ${heard[0]}`);
});

const INNER: Readonly<Record<string, () => Classifier>> = {
  Calibrated: () => calibrated(teller()),
  Stack: () => stack({ a: teller() }, { metalearner: constantClassifier() }),
  RecursiveFeatureElimination: () => recursiveFeatureElimination(teller()),
  Pipeline: () => pipeline(targetEncoder(), constantClassifier()),
  Balanced: () => balanced(calibrated(teller())),
  Ensemble: () => ensemble(teller(), { measures: logLoss }),
};

for (const [kind, inner] of Object.entries(INNER)) {
  Deno.test(`what repeats rows is refused around ${kind}, which holds some out`, () => {
    const refused = (by: string) => ({
      name: "TypeError",
      message:
        `Cannot wrap ${kind} by ${by}: it would judge rows by what it learned of their copies; put what repeats ` +
        "rows inside, e.g. calibrated(balanced(model)), and an encoder by the target before it, " +
        "e.g. pipeline(targetEncoder(), ensemble(model))",
    });
    assert.throws(() => ensemble(inner(), { replacement: true }), refused("Ensemble with replacement: true"));
    assert.throws(() => balanced(inner(), { by: "oversample" }), refused('Balanced with by: "oversample"'));
    assert.throws(
      () => balancedBagging(inner()),
      refused("BalancedBagging with rows drawn with replacement"),
    );
    ensemble(inner());
    balanced(inner(), { by: "undersample" });
  });
}

const HOLDING: readonly (readonly [model: Model, holdsOut: true | undefined])[] = [
  [calibrated(teller()), true],
  [threshold(teller(), { threshold: "tuned" }), true],
  [threshold(teller()), undefined],
  [threshold(calibrated(teller())), true],
  [ensemble(teller()), undefined],
  [pipeline(standardiser(), teller()), undefined],
  [pipeline(targetEncoder(), standardiser(), teller()), true],
  [recursiveFeatureElimination(teller(), { importance: "reported" }), undefined],
];

Deno.test("wrappers hold rows out where they do so themselves, or what they wrap does", () => {
  assert.deepEqual(HOLDING.map(([{ traits }]) => traits.holdsOut), HOLDING.map(([, holdsOut]) => holdsOut));
});

Deno.test("sampling may go inside of what holds rows out", async () => {
  const inside = balanced(teller(), { by: "oversample" });
  const model: Model<Classes, Learned> = threshold(calibrated(inside), { threshold: "tuned" });
  using machine = new Machine(model, logits(200));
  assert.ok(Object.keys((await machine.fit()).report.rows!).includes("balanced"));
});

Deno.test("folds with copies of rows are refused where the wrapped model holds rows out itself", async () => {
  const resampling = bootstrap({ samples: 1 });
  const message =
    /by these folds: fold 1 learns from row \d+ twice, and Calibrated would judge one by what it learned/;
  const wrappers: readonly Model<Classes, Learned>[] = [
    calibrated(calibrated(teller()), { resampling }),
    stack({ a: calibrated(teller()) }, { metalearner: constantClassifier(), resampling }),
    recursiveFeatureElimination(calibrated(teller()), { resampling }),
  ];
  for (const model of wrappers) {
    await assert.rejects(new Machine(model, logits(100)).fit(), { name: "DataError", message });
  }
  await new Machine(calibrated(teller(), { resampling }), logits(100)).fit();
});

Deno.test("an evaluation by folds with copies of rows notes a model that holds rows out", async () => {
  const notesOf = async (model: Classifier) => {
    const notes: string[] = [];
    await evaluate(model, logits(100), {
      resampling: bootstrap({ samples: 2 }),
      listener: (event) => event.type === "note" && notes.push(event.message),
    });
    return notes;
  };
  assert.deepEqual(await notesOf(teller()), []);
  assert.deepEqual(await notesOf(calibrated(teller())), [
    "fold 1 learns from rows more than once, and Calibrated judges some of its rows by what it learned of others: of " +
    "their copies too; use cv()",
  ]);
});
