import { type Metric, valueOf } from "./metric.ts";
import type { Turns } from "./take_turns.ts";
import type { Workload } from "./workloads.ts";

/** One number of one contestant, as `--json` prints it. */
export interface Result {
  readonly workload: string;
  readonly backend: string;
  readonly metric: Metric["name"];
  readonly value: number;
  /** How many times as good the base is: as fast, or as little memory. Null where it did not take part. */
  readonly ratio: number | null;
}

/** A workload's results, with how often each was run. */
export interface Report {
  readonly workload: Workload;
  readonly results: readonly Result[];
  readonly turns: readonly Turns[];
}

/** The numbers of a workload. `ran` is what was run of it, all or less. */
export function reportOf(
  workload: Workload,
  { ran, turns, base: baseId }: {
    readonly ran: Workload;
    readonly turns: readonly Turns[];
    readonly base: string;
  },
): Report {
  const base = turns.find(({ id }) => id === baseId);
  const results = workload.metrics.flatMap(({ key, name }) =>
    turns.map(({ id, seconds }) => ({
      workload: workload.id,
      backend: id,
      metric: name,
      value: rounded(valueOf(seconds[key]!, { name, ran, whole: workload })),
      ratio: base ? rounded(seconds[key]! / base.seconds[key]!) : null,
    }))
  );
  return { workload, results, turns };
}

/** All reports as a table in Markdown; ratios are against `base`. */
export function tableOf(reports: readonly Report[], base: string): string {
  const head = ["workload", "", "backend", "value", "metric", `${base} is × as good`, "median of"];
  const rows = reports.flatMap(({ workload, results, turns }) =>
    results.map(({ backend, metric, value, ratio }, i) => [
      i === 0 ? workload.id : "",
      i === 0 ? workload.title : "",
      backend,
      value.toLocaleString("en-GB", { maximumSignificantDigits: 4 }),
      metric,
      ratio === null ? "—" : ratio.toLocaleString("en-GB", { maximumSignificantDigits: 3 }),
      timesRun(turns.find(({ id }) => id === backend)!),
    ])
  );
  const widths = head.map((_, c) => Math.max(...[head, ...rows].map((row) => row[c]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, c) => pad(cell, widths[c]!, c)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function timesRun({ runs }: Turns): string {
  return runs === 0 ? "1, cold" : String(runs);
}

// Numbers stand to the right.
function pad(cell: string, width: number, column: number): string {
  return column === 3 || column === 5 ? cell.padStart(width) : cell.padEnd(width);
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
