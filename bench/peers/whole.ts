import {
  adam,
  type Backend,
  categorical,
  cv,
  evaluate,
  logLoss,
  mlp,
  neuralNetworkClassifier,
  relu,
  sigmoid,
  table,
} from "../../mod.ts";
import type { Candidate, Job } from "../protocol.ts";
import { readClasses, readInputs } from "./read.ts";
import type { Ready } from "./serve.ts";

/** W8 as a user writes it: the public API, from a table of data to the judgement of each candidate. */
export async function readyWhole(backend: Backend, job: Job): Promise<Ready> {
  const { inputs, rows, batch: batchSize, epochs, folds } = job;
  const values = await readInputs(job);
  const column = (j: number) => Float64Array.from({ length: rows }, (_, i) => values[i * inputs + j]!);
  const x = table(Object.fromEntries(Array.from({ length: inputs }, (_, j) => [`x${j}`, column(j)])));
  const y = categorical([...await readClasses(job)]);
  const activation = job.activation === "relu" ? relu : sigmoid;

  async function judge({ hidden, rate }: Candidate): Promise<number> {
    const builder = mlp({ hidden, activation });
    const model = neuralNetworkClassifier({ builder, optimiser: adam({ eta: rate }), batchSize, epochs });
    const resampling = cv({ folds, shuffled: true });
    const settings = { resampling, measures: logLoss, backend, seed: 1, verbosity: 0 } as const;
    const evaluation = await evaluate(model, { x, y }, settings);
    return Number(evaluation.of(logLoss).measurement);
  }

  const candidates = job.kind === "cv" ? [job] : job.candidates;
  const judgeAll = () => Promise.all(candidates.map(judge));
  return {
    async run() {
      // workers go home while the others have their turns: this calls them back
      if (backend.threads > 1) await judgeAll();
      const began = performance.now();
      const losses = await judgeAll();
      const run = (performance.now() - began) / 1e3;
      return { seconds: { run }, check: [losses.reduce((sum, loss) => sum + loss, 0) / losses.length] };
    },
    free() {},
  };
}
