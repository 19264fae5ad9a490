import { nested, oneOf, resolve } from "../../core/schema.ts";
import { backendOn, type WebgpuBackend } from "./backend_on.ts";
import { Device, type DeviceOptions, type Limits } from "./device.ts";

/** How the webgpu backend works. */
export interface WebgpuOptions {
  /** Which of several adapters: the fast one, or the one that saves power. Default `"high"`. */
  readonly power?: "high" | "low";
  /**
   * What the device must allow, in bytes, and is not asked for more than. Default: as much as the adapter offers.
   * Examples beyond that stay on the host and go to the device part by part.
   */
  readonly limits?: Partial<Limits>;
}

/**
 * The webgpu backend: compute shaders of our own, one stream of commands for a whole call of `train`. Programs of one
 * build that train at the same time share each dispatch.
 *
 * Throws a DeviceError if there is no adapter. All backends of a process with the same options share a device.
 *
 * @example Where there is no GPU, the processor does.
 * ```ts
 * import { wasm } from "@attune/attune/backends/wasm";
 * import { webgpu } from "@attune/attune/backends/webgpu";
 * import assert from "node:assert/strict";
 *
 * using backend = await webgpu().catch(() => wasm());
 * assert.match(backend.name, /^(webgpu|wasm)$/);
 * ```
 */
export async function webgpu(options: WebgpuOptions = {}): Promise<WebgpuBackend> {
  const of = resolve({ kind: "webgpu", schema: SCHEMA }, options);
  return backendOn(await shared(of), { reopen: () => shared(of) });
}

// deno-lint-ignore attune/no-module-state -- a process has one device of a kind: two would not share their memory
const devices = new Map<string, Promise<Device>>();

function shared(options: DeviceOptions): Promise<Device> {
  const key = JSON.stringify(options);
  const known = devices.get(key);
  if (known) return known;
  const opened = Device.open(options);
  devices.set(key, opened);
  // the next may find an adapter, or one that is not lost
  opened.then(({ gpu }) => gpu.lost.then(() => devices.delete(key)), () => devices.delete(key));
  return opened;
}

function isLimits(value: unknown): boolean {
  return typeof value === "object" && value !== null &&
    Object.entries(value).every(([name, bytes]) =>
      (name === "maxBufferSize" || name === "maxStorageBufferBindingSize") && Number.isSafeInteger(bytes) &&
      bytes > 0
    );
}

const SCHEMA = {
  limits: nested<Partial<Limits>>({}, {
    expected: "bytes by name: maxBufferSize, maxStorageBufferBindingSize",
    is: isLimits,
    doc: "what the device must allow, and is not asked for more than",
  }),
  power: oneOf<"high" | "low">(
    ["high", "low"],
    "which of several adapters: the fast one, or the one that saves power",
  ),
};
