import {
  adam,
  type Backend,
  categorical,
  cv,
  evaluate,
  grid,
  logLoss,
  Machine,
  mlp,
  type NeuralNetworkClassifier,
  neuralNetworkClassifier,
  range,
  relu,
  sigmoid,
  table,
  tuned,
} from "../../mod.ts";
import type { Job } from "../protocol.ts";
import { readClasses, readInputs } from "./read.ts";
import type { Ready } from "./serve.ts";

/** W8 as a user writes it: the public API, from a table of data to the judgement of a model, or of each of a grid. */
export async function readyWhole(backend: Backend, job: Job): Promise<Ready> {
  const whole = { job, model: modelOf(job), data: await dataOf(job), backend };
  const judge = () => job.kind === "cv" ? validate(whole) : search(whole);
  return {
    async run() {
      if (backend.threads > 1) await callWorkers(judge);
      const began = performance.now();
      const loss = await judge();
      return { seconds: { run: (performance.now() - began) / 1e3 }, check: [loss] };
    },
    free() {},
  };
}

/** Seconds after which workers are there: the first are called when jobs have waited for a while, and then begin. */
const CALLED = 0.1;

// Workers go home while the others have their turns: runs that do not count call them back.
async function callWorkers(judge: () => Promise<number>): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < 1e3 * CALLED) await judge();
}

interface Whole {
  readonly job: Job;
  readonly model: NeuralNetworkClassifier;
  readonly data: Awaited<ReturnType<typeof dataOf>>;
  readonly backend: Backend;
}

async function validate({ job: { folds }, model, data, backend }: Whole): Promise<number> {
  const evaluation = await evaluate(model, data, {
    resampling: cv({ folds, shuffled: true }),
    measures: logLoss,
    backend,
    seed: 1,
    verbosity: 0,
  });
  return Number(evaluation.of(logLoss).measurement);
}

async function search({ job: { grid: tried, folds }, model, data, backend }: Whole): Promise<number> {
  const search = tuned(model, {
    ranges: [
      range(model, "builder.hidden", { values: tried?.hidden ?? [] }),
      range(model, "optimiser.eta", { values: tried?.rates ?? [] }),
    ],
    search: grid(),
    resampling: cv({ folds, shuffled: true }),
    measure: logLoss,
    trainBest: false, // as the others do
  });
  using machine = new Machine(search, data, { backend, seed: 1, verbosity: 0 });
  const { report: { history } } = await machine.fit();
  return history.reduce((sum, { measurements }) => sum + measurements[0]!, 0) / history.length;
}

function modelOf({ hidden, activation, rate, batch: batchSize, epochs }: Job): NeuralNetworkClassifier {
  const builder = mlp({ hidden, activation: activation === "relu" ? relu : sigmoid });
  return neuralNetworkClassifier({ builder, optimiser: adam({ eta: rate }), batchSize, epochs });
}

async function dataOf(job: Job) {
  const { inputs, rows } = job;
  const values = await readInputs(job);
  const column = (j: number) => Float64Array.from({ length: rows }, (_, i) => values[i * inputs + j]!);
  const x = table(Object.fromEntries(Array.from({ length: inputs }, (_, j) => [`x${j}`, column(j)])));
  return { x, y: categorical([...await readClasses(job)]) };
}
