/**
 * The reference backend: plain TypeScript, float64 inside, loops that can be read beside the formulas. It is the
 * oracle that other backends are tested against. It does not try to be fast.
 *
 * @module
 */
export { reference } from "./reference.ts";
