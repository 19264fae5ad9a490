/** Sizes of an array, outermost first. Batches come first, images are height × width × channels. */
export type Shape = readonly number[];

/** Numbers in memory: devices speak 32 bits, the reference backend 64. */
export type Floats = Float32Array | Float64Array;

/** A dense, row-major array on the host. */
export interface HostArray {
  /** Its sizes; their product is `data.length`. */
  readonly shape: Shape;
  /** Its values, row-major. */
  readonly data: Floats;
}

/** All that training has changed in a program: weights, running statistics, optimiser slots, and the step. */
export interface State {
  /** Optimiser steps (batches) made so far. */
  readonly step: number;
  /** The step at which the optimiser's memory began: its rules count from there. Default 0. */
  readonly since?: number;
  /** Arrays by name: `"0/kernel"` is a weight, `"0/kernel#1.m"` slot `m` of the second rule for it. */
  readonly arrays: ReadonlyMap<string, HostArray>;
}

/** How many numbers a shape holds; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const n of shape) size *= n;
  return size;
}
