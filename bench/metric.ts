import type { Workload } from "./workloads.ts";

/** One number of a run. */
export interface Metric {
  readonly key: string;
  readonly name: "updates/s" | "ms/epoch" | "ms" | "p50 µs" | "p99 µs" | "s" | "peak MiB";
}

/** A metric's value; times of part of an epoch are scaled to the whole. */
export function valueOf(
  seconds: number,
  { name, ran, whole }: { readonly name: Metric["name"]; readonly ran: Workload; readonly whole: Workload },
): number {
  switch (name) {
    case "updates/s":
      return ran.programs * ran.epochs * Math.ceil(ran.rows / ran.batch) / seconds;
    case "ms/epoch":
      return 1e3 * seconds / ran.epochs * (whole.rows / ran.rows);
    case "ms":
      return 1e3 * seconds;
    case "p50 µs":
    case "p99 µs":
      return 1e6 * seconds;
    case "s":
    case "peak MiB":
      return seconds; // memory is counted in MiB already
    default: {
      const rest: never = name;
      throw new TypeError(`Cannot tell ${rest}: unknown metric; name one of those above`);
    }
  }
}
