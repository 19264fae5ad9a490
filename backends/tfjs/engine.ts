import type * as core from "@tensorflow/tfjs-core";
import type * as layers from "@tensorflow/tfjs-layers";
import { DeviceError } from "../../core/errors.ts";

/** What tfjs can run on: plain JavaScript, WebAssembly or WebGPU. */
export type TfjsEngine = "cpu" | "wasm" | "webgpu";

/** Functions of tfjs-core. */
export type Tf = typeof core;

/** Functions of tfjs-layers. */
export type TfLayers = typeof layers;

/** tfjs, loaded, with its engine started and held by this backend. */
export interface Engine {
  readonly name: TfjsEngine;
  readonly tf: Tf;
  readonly layers: TfLayers;
  /** Makes sure that what follows runs on this engine: tfjs keeps the choice in a global. */
  enter(): void;
  /** Does some work on the cpu engine, which can be read without waiting. */
  onCpu<T>(work: () => T): T;
  /** Lets other engines be used. */
  release(): void;
}

interface Hold {
  readonly name: TfjsEngine;
  readonly holders: number;
}

// The hold is kept on tfjs's own global engine, whose choice it guards: copies of this module then share it too.
const HOLD = Symbol.for("attune.tfjs.hold");

/** Why an engine does not start, and what would help. */
const LACKS: Readonly<Record<TfjsEngine, string>> = {
  cpu: "tfjs refuses it",
  wasm: "it cannot read its own files; run with --allow-read",
  webgpu: "there is no WebGPU adapter; install a Vulkan driver, or use engine cpu",
};

/** Loads tfjs and starts an engine. Throws a DeviceError if it cannot start, or while another one is held. */
export async function startEngine(name: TfjsEngine): Promise<Engine> {
  const tf: Tf = await import("@tensorflow/tfjs-core");
  hold(tf, name);
  try {
    // tfjs-core by itself cannot differentiate: the gradients of its operations come with tfjs-layers
    const [layers] = await Promise.all([
      import("@tensorflow/tfjs-layers"),
      import("@tensorflow/tfjs-backend-cpu"),
    ]);
    await startQuietly(tf);
    if (name === "wasm") await import("@tensorflow/tfjs-backend-wasm");
    if (name === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
    if (!(await tf.setBackend(name))) {
      throw new DeviceError(`Cannot start engine ${name} of tfjs: ${LACKS[name]}`);
    }
    return {
      name,
      tf,
      layers,
      enter: () => enter(tf, name),
      onCpu: (work) => onCpu(tf, work),
      release: () => letGo(tf),
    };
  } catch (cause) {
    letGo(tf);
    if (cause instanceof DeviceError) throw cause;
    throw new DeviceError(`Cannot start engine ${name} of tfjs: ${String(cause)}`, { cause });
  }
}

// On Node and Deno the first tensor of the cpu engine advertises another package: for that moment it is told that
// it runs elsewhere. Left so, the wasm engine would look for its files in the wrong place.
async function startQuietly(tf: Tf): Promise<void> {
  const isNode = tf.env().get("IS_NODE");
  tf.env().set("IS_NODE", false);
  try {
    await tf.setBackend("cpu");
    tf.tidy(() => void tf.scalar(0));
  } finally {
    tf.env().set("IS_NODE", isNode);
  }
}

// The engine has been started before, so that `setBackend` has nothing to wait for: it has done all when it returns.
function enter(tf: Tf, name: string): void {
  if (tf.getBackend() !== name) void tf.setBackend(name);
}

function onCpu<T>(tf: Tf, work: () => T): T {
  const before = tf.getBackend();
  enter(tf, "cpu");
  try {
    return work();
  } finally {
    enter(tf, before);
  }
}

function held(tf: Tf): Hold | undefined {
  return Reflect.get(tf.engine(), HOLD) as Hold | undefined; // only `keep` writes it
}

function keep(tf: Tf, value: Hold | undefined): void {
  Reflect.set(tf.engine(), HOLD, value);
}

function hold(tf: Tf, name: TfjsEngine): void {
  const other = held(tf);
  if (other && other.name !== name) {
    throw new DeviceError(
      `Cannot start engine ${name} of tfjs: a tfjs backend on ${other.name} is in use, and tfjs has one engine at a time; ` +
        `dispose of that backend first`,
    );
  }
  keep(tf, { name, holders: (other?.holders ?? 0) + 1 });
}

function letGo(tf: Tf): void {
  const { name, holders } = held(tf) ?? { name: "cpu", holders: 1 };
  keep(tf, holders > 1 ? { name, holders: holders - 1 } : undefined);
}
