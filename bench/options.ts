import { CONTESTANTS } from "./contestants.ts";
import { GPU_WORKLOADS, WORKLOADS } from "./workloads.ts";

/** What the command line asks for. */
export interface Options {
  /** Less of everything: under 50 s. */
  readonly quick: boolean;
  /** The results as JSON on standard output, all else on standard error. */
  readonly json: boolean;
  /** On a GPU: webgpu against others that use it, and populations of networks. */
  readonly gpu: boolean;
  /** Workloads, by id or its beginning (`W8`). */
  readonly only: readonly string[];
  /** Contestants, by id. */
  readonly backends: readonly string[];
  /** Whether some were picked: then the results are not kept. */
  readonly partial: boolean;
}

/** Reads the command line. Throws a RangeError for what it does not know. */
export function optionsOf(args: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name = "", value] = args[i]!.split("=");
    if (!["--quick", "--json", "--gpu", "--only", "--backends"].includes(name)) {
      throw new RangeError(
        `Cannot read ${name}: unknown; give --quick, --json, --gpu, --only W1,W2 or --backends wasm,pytorch`,
      );
    }
    const listed = name === "--only" || name === "--backends";
    given.set(name, value ?? (listed ? args[++i] ?? "" : ""));
  }
  const gpu = given.has("--gpu");
  const workloads = gpu ? [...WORKLOADS, ...GPU_WORKLOADS] : WORKLOADS;
  const only = listOf(given.get("--only"), workloads.flatMap(({ id }) => [id, id.split(" ")[0]!]));
  const backends = listOf(given.get("--backends"), CONTESTANTS.map(({ id }) => id));
  return {
    quick: given.has("--quick"),
    json: given.has("--json"),
    gpu,
    only: only ?? workloads.map(({ id }) => id),
    backends: backends ?? CONTESTANTS.filter((c) => gpu ? c.onGpu : c.usual).map(({ id }) => id),
    partial: only !== undefined || backends !== undefined || given.has("--quick"),
  };
}

function listOf(text: string | undefined, known: readonly string[]): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(",").map((name) => name.trim());
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new RangeError(
      `Cannot run ${JSON.stringify(stranger)}: unknown; give some of ${[...new Set(known)]}`,
    );
  }
  return names;
}
