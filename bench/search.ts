// What searches find, in three tables.
//
// Two of them: the best of 60 candidates of tpe and of chance, for ten seeds, by the same folds: its log loss over three folds
// of two thirds of the rows, and on the third that neither search saw.
//
// The last: after how many epochs hyperband has on the digits what the best of a grid of 27 candidates has, in parts of the
// epochs of the grid; of a candidate that goes on only what is trained anew counts. Twice, since what a grid finds depends on
// where its points happen to lie: with rates up to 1, three of them lie where rate and dropout are best, and candidates drawn
// by chance do not have as much even if they are all trained to the end.
//
//     deno run bench/search.ts
import { wasm } from "../backends/wasm/mod.ts";
import { Machine, rng, take } from "../core/mod.ts";
import { digits, wine } from "../data/datasets/mod.ts";
import {
  grid,
  type HistoryEntry,
  hyperband,
  logLoss,
  neuralNetworkClassifier,
  partition,
  pipeline,
  randomSearch,
  type Range,
  range,
  type Search,
  short,
  standardiser,
  stratifiedCv,
  tpe,
  tuned,
  unpack,
} from "../mod.ts";

const [CANDIDATES, EPOCHS] = [60, 27];
const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);
const NAMES = { random: randomSearch(), tpe: tpe() };

const model = pipeline(
  standardiser({ constant: "keep" }),
  neuralNetworkClassifier({ builder: short({ hidden: 32, dropout: 0.1 }), batchSize: 32, epochs: EPOCHS }),
);
const rate = (upper: number) => range(model, "last.optimiser.eta", { lower: 1e-4, upper, scale: "log10" });
const penalty = range(model, "last.lambda", { lower: 1e-6, upper: 1e-2, scale: "log10" });
const dropout = range(model, "last.builder.dropout", { lower: 0, upper: 0.6 });
const MANY: readonly Range[] = [
  rate(1),
  penalty,
  dropout,
  range(model, "last.builder.hidden", { lower: 1, upper: 64, scale: "log2" }),
  range(model, "last.batchSize", { lower: 8, upper: 128, scale: "log2" }),
  range(model, "last.epochs", { lower: 1, upper: 30, scale: "log2" }),
];
const resampling = stratifiedCv({ folds: 3, shuffled: true });
const WINE = unpack(wine(), "cultivar");
const DIGITS = unpack(digits(), "digit");

interface Found {
  /** Log loss over the folds. */
  readonly seen: number;
  /** Log loss on rows that the search did not see. */
  readonly unseen: number;
}

async function best(data: typeof WINE | typeof DIGITS, search: Search, seed: number): Promise<Found> {
  const [rows, others] = partition(data.y.size, 2 / 3, { rng: rng(seed), shuffled: true, stratify: data.y });
  const [known, unknown] = [take(data, rows!), take(data, others!)];
  using backend = wasm();
  const tuning = tuned(model, { ranges: MANY, search, n: CANDIDATES, measure: logLoss, resampling });
  using machine = new Machine(tuning, known, { backend, seed });
  const learned = await machine.fit();
  return {
    seen: learned.report.bestEntry.loss,
    unseen: logLoss(await learned.predict(unknown.x), unknown.y),
  };
}

async function tellBest(name: string, data: typeof WINE | typeof DIGITS): Promise<void> {
  console.log(
    `\n${name}: log loss of the best of ${CANDIDATES}, mean ± standard error of ${SEEDS.length} seeds`,
  );
  const found = new Map<string, Found[]>();
  for (const [searched, search] of Object.entries(NAMES)) {
    const all: Found[] = [];
    for (const seed of SEEDS) all.push(await best(data, search, seed));
    found.set(searched, all);
    line(searched, all);
  }
  const [chance, learning] = [...found.values()];
  line(
    "tpe − random",
    learning!.map(({ seen, unseen }, i) => ({
      seen: seen - chance![i]!.seen,
      unseen: unseen - chance![i]!.unseen,
    })),
  );
}

function line(what: string, found: readonly Found[]): void {
  const [seen, unseen] = [found.map(({ seen }) => seen), found.map(({ unseen }) => unseen)].map(meanOf);
  console.log(`${what.padEnd(14)}over the folds ${seen}   on unseen rows ${unseen}`);
}

function meanOf(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (values.length - 1) / values.length);
  return `${mean.toFixed(4)} ± ${error.toFixed(4)}`;
}

interface Course {
  /** The least loss up to each candidate. */
  readonly losses: readonly number[];
  /** Epochs trained up to each candidate, on each fold. */
  readonly epochs: readonly number[];
}

async function course(ranges: readonly Range[], search: Search, seed: number): Promise<Course> {
  using backend = wasm();
  const tuning = tuned(model, { ranges, search, measure: logLoss, resampling, trainBest: false });
  using machine = new Machine(tuning, DIGITS, { backend, seed });
  const { report: { history, losses } } = await machine.fit();
  let sum = 0;
  return { losses, epochs: history.map((entry) => sum += trained(entry, history)) };
}

function trained({ iterations = EPOCHS, from }: HistoryEntry, history: readonly HistoryEntry[]): number {
  return iterations - (from === undefined ? 0 : history[from]!.iterations ?? EPOCHS);
}

async function tellEpochs(upper: number): Promise<void> {
  const ranges = [rate(upper), dropout, penalty];
  console.log(`\ndigits, rates up to ${upper}: hyperband against a grid of 27 candidates, ${EPOCHS} epochs`);
  console.log("seed  grid    hyperband  epochs  until it had what the grid has");
  for (const seed of SEEDS) {
    const whole = await course(ranges, grid({ resolution: 3 }), seed);
    const banded = await course(ranges, hyperband(), seed);
    const [least, total] = [whole.losses.at(-1)!, whole.epochs.at(-1)!];
    const share = (epochs: number) => `${(100 * epochs / total).toFixed(0)} %`;
    const reached = banded.epochs[banded.losses.findIndex((loss) => loss <= least)];
    console.log(
      [
        String(seed).padEnd(6),
        least.toFixed(4).padEnd(8),
        banded.losses.at(-1)!.toFixed(4).padEnd(11),
        share(banded.epochs.at(-1)!).padEnd(8),
        reached === undefined ? "never" : share(reached),
      ].join(""),
    );
  }
}

await tellBest("wine", WINE);
await tellBest("digits", DIGITS);
await tellEpochs(0.1);
await tellEpochs(1);
