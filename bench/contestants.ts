import type { Launch } from "./peer.ts";
import { isWhole, type Workload } from "./workloads.ts";

/** Who may take part. */
export interface Contestant {
  /** What `--backends` and the table call it. */
  readonly id: string;
  /** Takes part unless `--backends` says who does. */
  readonly usual: boolean;
  /** The same for `--gpu`. */
  readonly onGpu: boolean;
  /** How far its final loss may lie from that of the first contestant, as a share; a reason stands in the README. */
  readonly tolerance: (workload: Workload) => number;
  /** Whether it takes part in a workload. */
  readonly plays: (workload: Workload) => boolean;
  /** How it is started for a workload; equal launches share a process. */
  readonly launch: (workload: Workload) => Launch;
}

const ROUNDING = 2e-3; // same data, weights and orders: float32 in another order of addition, over thousands of steps
const OTHER_CHANCE = 0.15; // weights and folds drawn by another generator
const OTHER_MODEL = 0.3; // scikit-learn: its own shuffling, one output for two classes, mean over rows

const all = () => true;
const rounding = () => ROUNDING;
const python = (script: string, ...args: readonly string[]): Launch => ({
  command: "/usr/bin/python3",
  args: [at(`peers/${script}`), ...args],
  env: Object.fromEntries(
    ["OMP", "OPENBLAS", "BLIS", "MKL"].map((library) => [`${library}_NUM_THREADS`, "1"]),
  ),
});
const attune = (name: string, ...threads: readonly string[]): Launch => ({
  command: Deno.execPath(),
  args: ["run", "--quiet", "--no-prompt", "--allow-read", at("peers/attune.ts"), name, ...threads],
});

/** All of them, in the order in which they take turns. */
export const CONTESTANTS: readonly Contestant[] = [
  ours("webgpu", { onGpu: true, launch: () => attune("webgpu") }),
  ours("wasm", {
    usual: true,
    onGpu: true,
    launch: (workload) => attune("wasm", ...(isWhole(workload) ? [] : ["1"])),
  }),
  ours("wasm-1", { usual: true, plays: isWhole, launch: () => attune("wasm", "1") }),
  ours("wasm-deterministic", { launch: () => attune("wasm-deterministic", "1") }),
  ours("reference", { launch: () => attune("reference") }),
  ours("tfjs", { usual: true, launch: ({ engine }) => attune(`tfjs-${engine}`) }),
  ours("tfjs-cpu", { launch: () => attune("tfjs-cpu") }),
  ours("tfjs-wasm", { launch: () => attune("tfjs-wasm") }),
  // W9 512 would take it most of an hour
  ours("tfjs-webgpu", {
    onGpu: true,
    plays: ({ id }) => id !== "W9 512",
    launch: () => attune("tfjs-webgpu"),
  }),
  {
    id: "pytorch",
    usual: true,
    onGpu: false,
    tolerance: (workload) => isWhole(workload) ? OTHER_CHANCE : ROUNDING,
    plays: all,
    launch: () => python("pytorch.py"),
  },
  {
    id: "pytorch-cuda",
    usual: false,
    onGpu: true,
    tolerance: (workload) => isWhole(workload) ? OTHER_CHANCE : ROUNDING,
    plays: all,
    launch: () => python("pytorch.py", "cuda"),
  },
  {
    id: "sklearn",
    usual: true,
    onGpu: false,
    tolerance: () => OTHER_MODEL,
    plays: ({ id }) => /W3|W4|W6|W8/.test(id),
    launch: () => python("sklearn.py", "1"),
  },
  {
    id: "sklearn-2",
    usual: true,
    onGpu: false,
    tolerance: () => OTHER_MODEL,
    plays: isWhole,
    launch: () => python("sklearn.py", "2"),
  },
  {
    id: "skorch",
    usual: true,
    onGpu: false,
    tolerance: () => OTHER_CHANCE,
    plays: isWhole,
    launch: () => python("skorch.py", "1"),
  },
  {
    id: "skorch-2",
    usual: true,
    onGpu: false,
    tolerance: () => OTHER_CHANCE,
    plays: isWhole,
    launch: () => python("skorch.py", "2"),
  },
];

function ours(id: string, own: Pick<Contestant, "launch"> & Partial<Contestant>): Contestant {
  return { id, usual: false, onGpu: false, tolerance: rounding, plays: all, ...own };
}

function at(path: string): string {
  return new URL(path, import.meta.url).pathname;
}
