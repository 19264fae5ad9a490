import { wasm } from "../../backends/wasm/mod.ts";
import { cv, randomSearch, range, type Search, successiveHalving, tuned } from "../../meta/mod.ts";
import { blobs, Machine, neuralNetworkClassifier, short } from "../../mod.ts";

/** How many candidates the search tries. */
export const CANDIDATES = 30;

const data = blobs({ rows: 60, seed: 1 });
const model = neuralNetworkClassifier({
  builder: short({ hidden: 8, dropout: 0.2 }),
  epochs: 6,
  batchSize: 10,
});
const ranges = range(model, "optimiser.eta", { lower: 1e-4, upper: 1, scale: "log10" });

/** The searches: one that learns nothing from results, and one that does and goes on from what was trained. */
export const SEARCHES: Readonly<Record<string, Search>> = {
  random: randomSearch(),
  halving: successiveHalving({ candidates: 16, factor: 2, least: 4, most: 64 }),
};

/** All that an entry tells, but for its model. */
const NAMES = [
  "number",
  "values",
  "iterations",
  "from",
  "measurements",
  "perFold",
  "loss",
  "failure",
] as const;

/** How to search. */
export interface Searching {
  readonly search: string;
  readonly threads: number;
  readonly journal?: string;
}

/** What came of the search, and the weights of the best; what the journal has is not judged again. */
export async function searchBy(
  { search, threads, journal }: Searching,
  tell: (done: number) => void = () => {},
): Promise<{ readonly history: readonly unknown[]; readonly weights: readonly Uint8Array[] }> {
  using backend = wasm({ threads });
  const judged = { resampling: cv({ folds: 2 }), n: CANDIDATES, journal };
  using machine = new Machine(tuned(model, { ranges, search: SEARCHES[search]!, ...judged }), data, {
    backend,
    seed: 5,
    verbosity: 0,
    listener: (event) => event.type === "progress" && tell(event.done),
  });
  const { report: { history } } = await machine.fit();
  const { arrays } = await machine.learned.save();
  return {
    history: history.map((entry) => NAMES.map((name) => entry[name])),
    weights: [...arrays.values()].map(({ data }) => new Uint8Array(data.slice().buffer)),
  };
}

if (import.meta.main) {
  const [search, threads, journal] = Deno.args;
  await searchBy(
    { search: search!, threads: Number(threads), journal: journal! },
    (done) => console.log(done),
  );
}
