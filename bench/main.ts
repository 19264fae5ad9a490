/**
 * `deno task bench`: the workloads on every contestant, in turn in one run, as a table or as JSON. README.md beside
 * this file says what is measured and how.
 */

import { CONTESTANTS } from "./contestants.ts";
import { disagreements } from "./disagreements.ts";
import { gpuFile, machineFacts } from "./machine.ts";
import { type Options, optionsOf } from "./options.ts";
import { type Report, reportOf, tableOf } from "./report.ts";
import { synthetic } from "./synthetic.ts";
import { type Patience, takeTurns, type Turns } from "./take_turns.ts";
import { type Called, Team } from "./team.ts";
import { GPU_WORKLOADS, quickened, type Workload, WORKLOADS } from "./workloads.ts";

const FULL: Patience & Sample = { runs: 5, limit: 60, atLeast: 0.1 };
const QUICK: Patience & Sample = { runs: 3, limit: 1.5, atLeast: 0.02 };
const RESULTS = new URL("results/", import.meta.url);

interface Sample {
  readonly atLeast: number;
}

/** Runs what was asked for; gives the exit status: 1 if contestants disagree, or one that took part failed. */
async function bench(options: Options): Promise<number> {
  const machine = await machineFacts();
  const folder = await Deno.makeTempDir({ prefix: "attune-bench-" });
  const notes: string[] = [];
  const reports: Report[] = [];
  await using team = new Team((id, error) => notes.push(`${id} takes no part: ${reasonOf(error)}`));
  try {
    for (const workload of [...WORKLOADS, ...GPU_WORKLOADS].filter(({ id }) => asked(id, options))) {
      console.error(`${workload.id}: ${workload.title} …`);
      reports.push(await runOne(workload, { options, team, folder, notes }));
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const results = reports.flatMap((report) => report.results);
  const runs = reports.flatMap(({ workload, turns }) =>
    turns.map(({ id, runs, check }) => ({
      workload: workload.id,
      backend: id,
      runs,
      check: check.slice(0, 1),
    }))
  );
  const file = options.gpu ? await gpuFile() : "cpu.json";
  if (!options.partial && file !== undefined) {
    await Deno.mkdir(RESULTS, { recursive: true });
    await Deno.writeTextFile(
      new URL(file, RESULTS),
      JSON.stringify({ machine, contestants: team.words, notes, results, runs }, null, 2) + "\n",
    );
  }
  const tell = options.json ? console.error : console.log;
  tell(`\n${tableOf(reports, baseOf(options))}\n`);
  tell(
    `${machine.cpu}, ${machine.cores} cores, ${machine.os}, load ${machine.load}; Deno ${machine.deno}, V8 ${machine.v8}`,
  );
  for (const words of team.words) tell(words);
  for (const note of notes) tell(`note: ${note}`);
  if (options.quick) tell("note: --quick trains less (README.md) and runs at most 3 times: rough figures");
  if (options.json) console.log(JSON.stringify(results, null, 2));
  return notes.some((note) => / DISAGREE | failed: /.test(note)) ? 1 : 0;
}

interface Place {
  readonly options: Options;
  readonly team: Team;
  readonly folder: string;
  readonly notes: string[];
}

async function runOne(workload: Workload, { options, team, folder, notes }: Place): Promise<Report> {
  const { quick, backends } = options;
  const ran = quick ? quickened(workload) : workload;
  const { atLeast, ...patience } = quick ? QUICK : FULL;
  const job = { ...ran, atLeast, files: await synthetic(ran, folder) };
  const called = await team.callUp(CONTESTANTS.filter(({ id }) => backends.includes(id)), workload);
  const failed = (id: string, error: unknown) =>
    notes.push(`${workload.id}: ${id} failed: ${reasonOf(error)}`);
  try {
    const loaded: Called[] = [];
    for (const one of called) {
      await one.peer.load(job).then(() => loaded.push(one), (error) => failed(one.id, error));
    }
    const players = loaded.map(({ id, peer }) => ({ id, run: () => peer.run() }));
    const turns = await withMemory(await takeTurns(players, { ...patience, failed }), loaded);
    for (const { peer } of loaded) await peer.free();
    notes.push(...disagreements(workload, turns));
    return reportOf(workload, { ran, turns, base: baseOf(options) });
  } finally {
    await team.sendHome(called);
  }
}

/** Beside the seconds, the MiB that each process has held at most. */
async function withMemory(turns: readonly Turns[], called: readonly Called[]): Promise<readonly Turns[]> {
  return await Promise.all(turns.map(async (one) => {
    const memory = await called.find(({ id }) => id === one.id)!.peer.peakMemory();
    return { ...one, seconds: { ...one.seconds, memory } };
  }));
}

/** Whom the others are compared with. */
function baseOf({ gpu }: Options): string {
  return gpu ? "webgpu" : "wasm";
}

function asked(id: string, { only }: Options): boolean {
  return only.some((name) => id === name || id.startsWith(`${name} `));
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}

if (import.meta.main) Deno.exit(await bench(optionsOf(Deno.args)));
