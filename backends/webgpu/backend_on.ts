import type { Backend, Plan, Program } from "../../core/backend.ts";
import { UnsupportedError } from "../../core/errors.ts";
import { infer } from "../../nn/mod.ts";
import { lower, notLowered } from "../lowering/mod.ts";
import type { Forms } from "./calls.ts";
import type { Device } from "./device.ts";
import { piecesOf } from "./pieces.ts";
import { Population } from "./population.ts";
import { WebgpuProgram } from "./program.ts";
import { Stream } from "./stream.ts";
import { formOf, tapeOf } from "./tape.ts";

/** A backend on a WebGPU device. */
export interface WebgpuBackend extends Backend {
  /** What the adapter is called. */
  readonly adapter: string;
  /** Whether it is a program on the processor: right, but slow. */
  readonly software: boolean;
}

/** Programs that may be under way at the same time. */
const SIDE_BY_SIDE = 16;

/** Forms of kernels that suit devices of today. */
const USUAL: Forms = { whole: 2 ** 17, tiles: 16 };

/** A backend on a device; tests choose the forms of its kernels. */
export function backendOn(device: Device, forms: Forms = USUAL): WebgpuBackend {
  const programs = new Set<Program>();
  const crowds = new Crowds(device, forms);
  let live = 0;
  let disposed = false;
  return {
    name: "webgpu",
    adapter: device.name,
    software: device.software,
    threads: SIDE_BY_SIDE,
    get live() {
      return live;
    },
    missing,
    note: () => device.software ? softwareNote(device.name) : undefined,
    // deno-lint-ignore require-await -- errors come as rejections
    async compile(plan) {
      const lacking = missing(plan);
      if (lacking.length > 0) throw new UnsupportedError("webgpu", lacking);
      if (disposed) throw new TypeError("Cannot compile for backend webgpu: it is disposed; make a new one");
      device.check();
      const { crowd, left } = crowds.of(plan);
      const program = new WebgpuProgram({ plan, tape: tapeOf(plan), device, left, ...crowd }, {
        track: (change) => live += change,
        forget: (gone) => programs.delete(gone),
      });
      programs.add(program);
      return program;
    },
    [Symbol.dispose]() {
      disposed = true;
      for (const program of [...programs]) program[Symbol.dispose]();
    },
  };
}

function softwareNote(name: string): string {
  return `webgpu: the adapter ${name} is a program on the processor, made for tests; the wasm backend is faster here`;
}

/** A population and the stream that trains it. */
interface Crowd {
  readonly population: Population;
  readonly stream: Stream;
}

/** Populations by what their plans have in common. */
class Crowds {
  readonly #device: Device;
  readonly #forms: Forms;
  readonly #known = new Map<string, readonly Crowd[]>();

  constructor(device: Device, forms: Forms) {
    this.#device = device;
    this.#forms = forms;
  }

  /** Where a model of a plan has room, made if need be; it goes when the last has left. */
  of(plan: Plan): { readonly crowd: Crowd; readonly left: () => void } {
    const key = keyOf(plan);
    const known = this.#known.get(key) ?? [];
    const found = known.find(({ population }) => population.hasRoom);
    const crowd = found ?? this.#make(plan);
    if (!found) this.#known.set(key, [...known, crowd]);
    const left = () => {
      if (crowd.population.size > 0) return;
      crowd.population[Symbol.dispose]();
      const others = this.#known.get(key)?.filter((other) => other !== crowd) ?? [];
      if (others.length > 0) this.#known.set(key, others);
      else this.#known.delete(key);
    };
    return { crowd, left };
  }

  #make(plan: Plan): Crowd {
    const [lowered, tape] = [lower(plan), tapeOf(plan)];
    const pieces = piecesOf({ lowered, rules: plan.optimiser, tape, batchSize: plan.batchSize });
    const population = new Population(this.#device, { lowered, pieces, tape, forms: this.#forms });
    return { population, stream: new Stream(this.#device, population) };
  }
}

// All of a plan that its kernels depend on: not the seed, nor rates of dropout, nor numbers of the optimiser.
function keyOf({ seed: _, optimiser, ...plan }: Plan): string {
  const whole = { ...plan, optimiser: optimiser.map(formOf) };
  return JSON.stringify(whole, (name, value) => {
    if (typeof value !== "number") return value;
    return name === "rate" && value > 0 ? "some" : `${value}`; // numbers as text, because JSON knows no infinity
  });
}

function missing(plan: Plan): readonly string[] {
  return notLowered(infer(plan.network, plan.input));
}
