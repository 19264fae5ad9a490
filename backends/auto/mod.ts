/**
 * A backend that chooses between the processor and a GPU.
 *
 * @module
 */
export { auto, type AutoOptions } from "./auto.ts";
