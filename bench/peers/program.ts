import type { Backend, HostArray, Program, State } from "../../core/mod.ts";
import { sizeOf } from "../../core/mod.ts";
import { infer, initialState } from "../../nn/mod.ts";
import { rng } from "../../core/mod.ts";
import { inputOf, planOf } from "../network.ts";
import type { Job, Outcome } from "../protocol.ts";
import { readClasses, readInputs, readOrders, readWeights } from "./read.ts";
import type { Ready } from "./serve.ts";

/** W1 to W7 on the contract of backends: compile, upload, then train or predict. */
export async function readyProgram(backend: Backend, job: Job): Promise<Ready> {
  const programs: Program[] = [];
  for (let n = 0; n < job.programs; n++) programs.push(await backend.compile(planOf(job)));
  const program = programs[0]!; // there is at least one
  const x = { shape: [job.rows, ...inputOf(job)], data: await readInputs(job) };
  const start = await startOf(job);
  const run = job.kind === "predict" ? predicting(program, x, job) : await training(programs, x, job);
  return {
    run: () => {
      program.write(start);
      return run(start);
    },
    free: () => programs.forEach((each) => each[Symbol.dispose]()),
  };
}

type Run = (start: State) => Promise<Outcome>;

async function training(programs: readonly Program[], x: HostArray, job: Job): Promise<Run> {
  const y = { shape: [job.rows, job.classes], data: oneHot(await readClasses(job), job.classes) };
  const data = programs.map((program) => program.upload({ x, y }));
  const orders = await readOrders(job);
  return async (start) => {
    let total = 0;
    let runs = 0;
    let loss = NaN;
    for (; total < job.atLeast || runs === 0; runs++) {
      for (const program of programs) program.write(start);
      const began = performance.now();
      const losses = await Promise.all(programs.map((program, n) => program.train(data[n]!, orders)));
      loss = losses.at(-1)?.at(-1) ?? NaN;
      total += (performance.now() - began) / 1e3;
    }
    return { seconds: { run: total / runs }, check: [loss] };
  };
}

function predicting(program: Program, x: HostArray, { rows, inputs, times, classes }: Job): Run {
  const singles = Array.from({ length: 64 }, (_, i) => ({
    shape: [1, inputs],
    data: x.data.slice(i * inputs, (i + 1) * inputs),
  }));
  return async () => {
    const began = performance.now();
    const { data } = await program.predict(x);
    const all = (performance.now() - began) / 1e3;
    const taken = new Float64Array(times);
    for (let i = 0; i < times; i++) {
      const at = performance.now();
      await program.predict(singles[i % singles.length]!);
      taken[i] = (performance.now() - at) / 1e3;
    }
    taken.sort();
    const part = (share: number) => taken[Math.floor(share * (times - 1))]!;
    const check = [...data.slice(0, classes), ...data.slice((rows - 1) * classes)];
    return { seconds: { rows: all, p50: part(0.5), p99: part(0.99) }, check };
  };
}

async function startOf(job: Job): Promise<State> {
  const { arrays } = initialState(infer(planOf(job).network, inputOf(job)), rng(0)); // for names and shapes
  const weights = await readWeights(job);
  let from = 0;
  return {
    step: 0,
    arrays: new Map(
      [...arrays].map((
        [name, { shape }],
      ) => [name, { shape, data: weights.slice(from, from += sizeOf(shape)) }]),
    ),
  };
}

function oneHot(classes: Int32Array, levels: number): Float32Array {
  const values = new Float32Array(classes.length * levels);
  classes.forEach((k, row) => values[row * levels + k] = 1);
  return values;
}
