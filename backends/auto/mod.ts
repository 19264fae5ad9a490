/**
 * A backend that chooses between the processor and a GPU.
 *
 * @module
 */
export { auto } from "./auto.ts";
export type { AutoOptions } from "./auto_in.ts";
