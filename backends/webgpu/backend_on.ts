import type { Backend, Plan, Program } from "../../core/backend.ts";
import { UnsupportedError } from "../../core/errors.ts";
import { infer } from "../../nn/mod.ts";
import { notLowered } from "../lowering/mod.ts";
import type { Forms } from "./calls.ts";
import { Device } from "./device.ts";
import { WebgpuProgram } from "./program.ts";
import { Sites } from "./sites.ts";

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

/** How a backend is made on a device. */
export interface BackendOnOptions {
  /** Tests choose the forms of kernels. */
  readonly forms?: Forms;
  /** Opens another device when this one is lost. Default: a device of the same kind. */
  readonly reopen?: () => Promise<Device>;
  /** Told when the backend is disposed of. */
  readonly released?: () => void;
}

/** A backend on a device. */
export function backendOn(
  device: Device,
  { forms = USUAL, reopen = () => Device.open(device.options), released = () => {} }: BackendOnOptions = {},
): WebgpuBackend {
  const programs = new Set<Program>();
  const sites = new Sites(device, { forms, reopen });
  let live = 0;
  let noted = false;
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
    note() {
      if (noted || !device.software) return undefined;
      noted = true; // once for all plans
      return softwareNote(device.name);
    },
    async compile(plan) {
      const lacking = missing(plan);
      if (lacking.length > 0) throw new UnsupportedError("webgpu", lacking);
      if (disposed) throw new TypeError("Cannot compile for backend webgpu: it is disposed; make a new one");
      const site = sites.current.device.isLost ? await sites.after(sites.current) : sites.current;
      site.device.check();
      const program = new WebgpuProgram({ plan, sites, site }, {
        track: (change) => live += change,
        forget: (gone) => programs.delete(gone),
      });
      programs.add(program);
      return program;
    },
    [Symbol.dispose]() {
      if (disposed) return;
      disposed = true;
      for (const program of [...programs]) program[Symbol.dispose]();
      released();
    },
  };
}

function softwareNote(name: string): string {
  return `webgpu: the adapter ${name} is a program on the processor, made for tests; the wasm backend is faster here`;
}

function missing(plan: Plan): readonly string[] {
  return notLowered(infer(plan.network, plan.input));
}
