/**
 * The wasm backend: SIMD kernels in WebAssembly, and code made for each plan that trains whole epochs without
 * leaving it. Needs no install and no permission, in Deno, Node and browsers.
 *
 * @module
 */
export { wasm, type WasmOptions } from "./wasm.ts";
