/**
 * The webgpu backend: WGSL of our own, on GPUs, in Deno and in browsers.
 *
 * @module
 */
export { webgpu, type WebgpuOptions } from "./webgpu.ts";
export type { WebgpuBackend } from "./backend_on.ts";
export type { Limits } from "./device.ts";
