import type { Metric } from "./metric.ts";
import type { Job } from "./protocol.ts";

/** A workload: what is trained on what, and how it is told. */
export interface Workload extends Omit<Job, "files" | "atLeast"> {
  readonly id: string;
  readonly title: string;
  /** The engine of tfjs that is fastest here; `--backends tfjs-cpu,tfjs-wasm` shows both. */
  readonly engine: "cpu" | "wasm" | "webgpu";
  /** What is told of a run, by key of its seconds; `memory` is the peak of a process that does nothing else. */
  readonly metrics: readonly Metric[];
  /** Less work, where the whole would take a slow peer longer than `--quick` has. */
  readonly quick: Partial<Pick<Job, "rows" | "epochs" | "times">>;
}

const NONE = { channels: [], folds: 1, times: 1, programs: 1 };
const UPDATES: readonly Metric[] = [{ key: "run", name: "updates/s" }];
const EPOCH: readonly Metric[] = [{ key: "run", name: "ms/epoch" }];
const WHOLE: readonly Metric[] = [{ key: "run", name: "s" }, { key: "memory", name: "peak MiB" }];
const IRIS = { rows: 150, inputs: 4, classes: 3, hidden: [8], activation: "sigmoid", rate: 1e-3 } as const;
const WIDE = {
  rows: 20_000,
  inputs: 30,
  classes: 2,
  hidden: [64, 64],
  activation: "relu",
  batch: 64,
  rate: 1e-3,
} as const;
const PICTURES = {
  rows: 10_000,
  inputs: 784,
  classes: 10,
  hidden: [128],
  activation: "relu",
  batch: 128,
  rate: 1e-3,
} as const;

/** The workloads, in the order in which they run. */
export const WORKLOADS: readonly Workload[] = [
  {
    id: "W1",
    title: "150 × 4, 4-8-3 sigmoid, batch 1",
    kind: "train",
    ...NONE,
    ...IRIS,
    batch: 1,
    epochs: 100,
    engine: "cpu",
    metrics: UPDATES,
    quick: { epochs: 5 },
  },
  {
    id: "W2",
    title: "150 × 4, 4-8-3 sigmoid, batch 10",
    kind: "train",
    ...NONE,
    ...IRIS,
    batch: 10,
    epochs: 100,
    engine: "cpu",
    metrics: UPDATES,
    quick: { epochs: 20 },
  },
  {
    id: "W3",
    title: "20,000 × 30, 30-64-64-2 relu, batch 64",
    kind: "train",
    ...NONE,
    ...WIDE,
    epochs: 1,
    engine: "wasm",
    metrics: EPOCH,
    quick: { rows: 5_120 },
  },
  {
    id: "W4",
    title: "10,000 × 784, 784-128-10 relu, batch 128",
    kind: "train",
    ...NONE,
    ...PICTURES,
    epochs: 1,
    engine: "wasm",
    metrics: EPOCH,
    quick: { rows: 2_560 },
  },
  {
    id: "W5",
    title: "2,000 × 28 × 28, conv 16-32-32, batch 50",
    kind: "train",
    ...NONE,
    rows: 2_000,
    inputs: 784,
    classes: 10,
    channels: [16, 32, 32],
    hidden: [],
    activation: "relu",
    batch: 50,
    rate: 1e-3,
    epochs: 1,
    engine: "webgpu",
    metrics: [...EPOCH, { key: "memory", name: "peak MiB" }],
    quick: { rows: 100 },
  },
  {
    id: "W6",
    title: "4,096 × 512, 512-1024-1024-10 relu, batch 256",
    kind: "train",
    ...NONE,
    rows: 4_096,
    inputs: 512,
    classes: 10,
    hidden: [1024, 1024],
    activation: "relu",
    batch: 256,
    rate: 1e-3,
    epochs: 1,
    engine: "wasm",
    metrics: EPOCH,
    quick: { rows: 512 },
  },
  {
    id: "W7",
    title: "W4's network predicts 10,000 rows · one row",
    kind: "predict",
    ...NONE,
    ...PICTURES,
    epochs: 1,
    times: 3000,
    engine: "wasm",
    metrics: [{ key: "rows", name: "ms" }, { key: "p50", name: "p50 µs" }, { key: "p99", name: "p99 µs" }],
    quick: { times: 1000 },
  },
  {
    id: "W8 cv",
    title: "W3, 5-fold cross-validation, 5 epochs each",
    kind: "cv",
    ...NONE,
    ...WIDE,
    folds: 5,
    epochs: 5,
    engine: "wasm",
    metrics: WHOLE,
    quick: { rows: 5_000, epochs: 1 },
  },
  {
    id: "W8 grid",
    title: "W2, 8 candidates × 3 folds × 50 epochs",
    kind: "grid",
    ...NONE,
    ...IRIS,
    batch: 10,
    folds: 3,
    epochs: 50,
    grid: { hidden: [[4], [8], [16], [32]], rates: [1e-3, 1e-2] },
    engine: "cpu",
    metrics: WHOLE,
    quick: { epochs: 10 },
  },
];

/** What only a GPU is asked: many small networks at once, and a wide one. */
export const GPU_WORKLOADS: readonly Workload[] = [
  {
    id: "W9 64",
    title: "64 networks of W2 at once",
    kind: "train",
    ...NONE,
    ...IRIS,
    batch: 10,
    epochs: 10,
    programs: 64,
    engine: "cpu",
    metrics: UPDATES,
    quick: { epochs: 2 },
  },
  {
    id: "W9 512",
    title: "512 networks of W2 at once",
    kind: "train",
    ...NONE,
    ...IRIS,
    batch: 10,
    epochs: 10,
    programs: 512,
    engine: "cpu",
    metrics: UPDATES,
    quick: { epochs: 1 },
  },
  {
    id: "W10",
    title: "4,096 × 512, 512-4096-4096-10 relu, batch 256",
    kind: "train",
    ...NONE,
    rows: 4_096,
    inputs: 512,
    classes: 10,
    hidden: [4096, 4096],
    activation: "relu",
    batch: 256,
    rate: 1e-3,
    epochs: 1,
    engine: "wasm",
    metrics: EPOCH,
    quick: { rows: 512 },
  },
];

/** Whether a workload is run through the public API, from data to judgement. */
export function isWhole({ kind }: Pick<Workload, "kind">): boolean {
  return kind === "cv" || kind === "grid";
}

/** Whether memory is told: then processes do nothing else. */
export function isAlone({ metrics }: Pick<Workload, "metrics">): boolean {
  return metrics.some(({ key }) => key === "memory");
}

/** The workload as `--quick` runs it. */
export function quickened(workload: Workload): Workload {
  return { ...workload, ...workload.quick };
}
