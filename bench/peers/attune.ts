/** attune as a contestant: `deno run bench/peers/attune.ts <backend> [threads]` answers JSON lines. */

import type { Backend } from "../../core/mod.ts";
import { isWhole } from "../workloads.ts";
import { readyProgram } from "./program.ts";
import { serve } from "./serve.ts";
import { readyWhole } from "./whole.ts";

const [name = "reference", threads] = Deno.args;

async function backendOf(): Promise<readonly [Backend, words: string]> {
  const cores = threads === undefined ? {} : { threads: Number(threads) };
  switch (name) {
    case "wasm":
    case "wasm-deterministic": {
      const { wasm } = await import("../../backends/wasm/mod.ts");
      const options = { ...cores, deterministic: name === "wasm-deterministic" };
      return [
        wasm(options),
        `attune ${name}, ${threads ?? `up to ${navigator.hardwareConcurrency}`} thread(s)`,
      ];
    }
    case "webgpu": {
      const { webgpu } = await import("../../backends/webgpu/mod.ts");
      const made = await webgpu();
      return [made, `attune webgpu on ${made.adapter}`];
    }
    case "tfjs-cpu":
    case "tfjs-webgpu":
    case "tfjs-wasm": {
      const { tfjs } = await import("../../backends/tfjs/mod.ts");
      const engine = ({ "tfjs-cpu": "cpu", "tfjs-wasm": "wasm", "tfjs-webgpu": "webgpu" } as const)[name];
      return [await tfjs({ engine }), `attune on tfjs 4.22.0, engine ${engine}`];
    }
    case "reference": {
      const { reference } = await import("../../backends/reference/mod.ts");
      return [reference(), "attune reference, float64"];
    }
    default:
      throw new RangeError(`Cannot run backend ${name}: unknown; name one of those above`);
  }
}

const [backend, words] = await backendOf();
await serve(words, (job) => isWhole(job) ? readyWhole(backend, job) : readyProgram(backend, job));
backend[Symbol.dispose]();
