import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import {
  contextOf,
  type Learned,
  Machine,
  type Model,
  type Report,
  type Rng,
  rng,
  take,
} from "../../core/mod.ts";
import { cells, labels, numeric, type Table, table } from "../../data/mod.ts";
import {
  balanced,
  balancedBagging,
  calibrated,
  cv,
  ensemble,
  pipeline,
  recursiveFeatureElimination,
  stack,
  threshold,
  transformedTarget,
} from "../../meta/mod.ts";
import { entityEmbedder, neuralNetworkRegressor } from "../../models/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { type Classes, logits, teller } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";

const SEED = 3;
const SIZE = 40;
const all: Classes & { readonly weights: Float64Array } = {
  ...logits(SIZE),
  weights: Float64Array.from({ length: SIZE }, (_, row) => 1 + row % 3),
};
const FIRST = {
  train: Array.from({ length: 30 }, (_, row) => row),
  test: [30, 31, 32, 33, 34, 35, 36, 37, 38, 39],
};

const BY_CLASS: Readonly<Record<string, number>> = { no: 1, yes: 4 };
const alike = smallNetwork();
const network = alike.with({ classWeights: BY_CLASS });

/** A wrapped network. */
interface Case {
  readonly model: Model<Classes, Learned>;
  /** The losses of the network, within the report. */
  losses(report: Report): Report["losses"];
  /** What the network learns from: its rows, columns and weights, by hand. */
  data(report: Report): Classes | Promise<Classes>;
  /** The network's chance. */
  readonly chance: Rng;
}

const within = (report: Report, ...path: readonly string[]) =>
  path.reduce<Report>((inner, name) => Object(inner)[name], report).losses;
const seed = rng(SEED);

// The table that a standardiser makes of the rows.
async function scaled(x: Table): Promise<Table> {
  return await (await new Machine(standardiser(), { x }).fit()).transform(x);
}

// A teller is right about rows that it never saw.
async function told(x: Table): Promise<Table> {
  const { probs } = await (await new Machine(teller(), all).fit()).predict(x);
  return table(Object.fromEntries(
    ["no", "yes"].map((level, code) => [`a__${level}`, numeric(probs.filter((_, i) => i % 2 === code))]),
  ));
}

// Weights for classes of one mass in all, their total kept.
function evened({ y, weights, ...data }: typeof all): Classes {
  const total = weights.reduce((sum, weight) => sum + weight);
  const mass = (code: number) =>
    weights.reduce((sum, weight, row) => y.codes[row] === code ? sum + weight : sum, 0);
  return { ...data, y, weights: weights.map((weight, row) => weight * total / 2 / mass(y.codes[row]!)) };
}

const lifted: Pick<Case, "losses" | "data" | "chance"> = {
  losses: ({ losses }) => losses,
  data: () => all,
  chance: seed,
};

const CASES: Readonly<Record<string, Case>> = {
  "a pipeline": {
    ...lifted,
    model: pipeline(standardiser(), network),
    data: async () => ({ ...all, x: await scaled(all.x) }),
  },
  "balanced, by weights": { ...lifted, model: balanced(network), data: () => evened(all) },
  "balanced, by rows": {
    ...lifted,
    model: balanced(network, { by: "oversample" }),
    data: ({ rows }) => take(all, rows!.balanced!),
  },
  "threshold": { ...lifted, model: threshold(network) },
  "calibrated": {
    ...lifted,
    model: calibrated(network, { resampling: [FIRST] }),
    data: () => take(all, FIRST.train),
  },
  "an ensemble of one": {
    ...lifted,
    model: ensemble(network, { n: 1, baggingFraction: 1 }),
    losses: (report) => within(report, "members", "0"),
    chance: seed.fork("member").fork(0),
  },
  "balancedBagging of one": {
    model: balancedBagging(network, { n: 1 }),
    losses: (report) => within(report, "members", "0"),
    data: ({ bags }) => take(all, (bags as Int32Array[])[0]!), // as ensembles report them
    chance: seed.fork("member").fork(0),
  },
  "a stack, as its metalearner": {
    model: stack({ a: teller() }, { metalearner: network, resampling: cv({ folds: 4 }) }),
    losses: (report) => within(report, "metalearner"),
    data: async () => ({ ...all, x: await told(all.x) }),
    chance: seed.fork("metalearner"),
  },
  "a stack, as its base": {
    ...lifted,
    model: stack({ a: network }, { metalearner: alike, resampling: cv({ folds: 4 }) }),
    losses: (report) => within(report, "bases", "a"),
    chance: seed.fork("base").fork("a"),
  },
  "the last fit of an elimination": {
    ...lifted,
    model: recursiveFeatureElimination(network, { features: 1 }),
    data: ({ survivors }) => ({ ...all, x: all.x.select(survivors as string[]) }), // as it reports them
  },
  "an entityEmbedder": { ...lifted, model: entityEmbedder(network) },
};

// A network that knows of no weights of classes, given what they come to for each row.
async function lossesByHand({ x, y, weights }: Classes, chance: Rng) {
  using backend = reference();
  const byRow = labels(y).map((label, row) => weights![row]! * BY_CLASS[String(label)]!);
  const context = { ...contextOf({ backend }), rng: chance };
  using learned = await alike.fit({ x, y, weights: Float64Array.from(byRow) }, context);
  return learned.report.losses;
}

const near = (found: Report["losses"], wanted: Report["losses"]) => {
  assert.equal(found?.length, wanted?.length);
  found!.forEach((loss, i) =>
    assert.ok(Math.abs(loss - wanted![i]!) < 1e-12, `${loss} is not ${wanted![i]}`)
  );
};

for (const [name, { model, losses, data, chance }] of Object.entries(CASES)) {
  Deno.test(`weights of rows and classes are in the loss of a network behind ${name}`, async () => {
    using backend = reference();
    using machine = new Machine(model, all, { backend, seed: SEED });
    const { report } = await machine.fit();
    const given = await data(report);
    near(losses(report), await lossesByHand(given, chance));
    const ones = new Float64Array(given.y.size).fill(1);
    assert.notDeepEqual(losses(report), await lossesByHand({ ...given, weights: ones }, chance));
  });
}

Deno.test("weights of rows are in the loss of a network behind transformedTarget", async () => {
  using backend = reference();
  const model = neuralNetworkRegressor({ epochs: 2, batchSize: 8 });
  const { x, weights } = all;
  const y = numeric(cells(x.column("logit of yes")).map((value) => Math.exp(Number(value))));
  const fit = async (
    wrapped: Model<{ x: Table; y: typeof y; weights?: Float64Array }, Learned>,
    given: typeof y,
  ) => {
    using machine = new Machine(wrapped, { x, y: given, weights }, { backend, seed: SEED });
    return (await machine.fit()).report.losses;
  };
  const wrapped = await fit(transformedTarget(model, { forward: Math.log, inverse: Math.exp }), y);
  const byHand = await fit(model, numeric(y.values.map(Math.log)));
  assert.deepEqual(wrapped, byHand);
  using alone = new Machine(model, { x, y: numeric(y.values.map(Math.log)) }, { backend, seed: SEED });
  assert.notDeepEqual(wrapped, (await alone.fit()).report.losses);
});
