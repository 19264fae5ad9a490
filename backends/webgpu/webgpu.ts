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
  const device = await shared(of);
  const users = (inUse.get(device) ?? 0) + 1;
  inUse.set(device, users);
  return backendOn(device, { reopen: () => shared(of), released: () => release(device) });
}

// deno-lint-ignore attune/no-module-state -- a process has one device of a kind: two would not share their memory
const devices = new Map<string, Promise<Device>>();
// deno-lint-ignore attune/no-module-state -- how many backends each of them has
const inUse = new WeakMap<Device, number>();

// A device with limits of its own goes with its last backend; the usual one stays, with its compiled kernels.
function release(device: Device): void {
  const users = inUse.get(device)! - 1; // counted when it was taken
  inUse.set(device, users);
  if (users > 0 || Object.keys(device.options.limits ?? {}).length === 0) return;
  devices.delete(keyOf(device.options));
  device.gpu.destroy();
}

function shared(options: DeviceOptions): Promise<Device> {
  const key = keyOf(options);
  const known = devices.get(key);
  if (known) return known;
  const opened = Device.open(options);
  devices.set(key, opened);
  // the next may find an adapter, or one that is not lost
  opened.then(({ gpu }) => gpu.lost.then(() => devices.delete(key)), () => devices.delete(key));
  return opened;
}

function keyOf({ power, limits }: DeviceOptions): string {
  return JSON.stringify([power, limits]);
}

/** Bytes without which nothing can be trained. */
const LEAST = 2 ** 17;

function isLimits(value: unknown): boolean {
  return typeof value === "object" && value !== null &&
    Object.entries(value).every(([name, bytes]) =>
      (name === "maxBufferSize" || name === "maxStorageBufferBindingSize") &&
      (bytes === undefined || Number.isSafeInteger(bytes) && bytes >= LEAST)
    );
}

const SCHEMA = {
  limits: nested<Partial<Limits>>({}, {
    expected: `whole numbers of bytes ≥ ${LEAST} by name (maxBufferSize, maxStorageBufferBindingSize)`,
    is: isLimits,
    doc: "what the device must allow, and is not asked for more than",
  }),
  power: oneOf<"high" | "low">(
    ["high", "low"],
    "which of several adapters: the fast one, or the one that saves power",
  ),
};
