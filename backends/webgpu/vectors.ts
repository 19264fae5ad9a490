import type { HostArray, State } from "../../core/array.ts";
import { type Layout, type Memory, memoryName, remembered, type Slot } from "../lowering/mod.ts";

/** Numbers for a part of the flat vectors, from number `at` on. */
export interface Piece {
  readonly at: number;
  readonly numbers: Float32Array<ArrayBuffer>;
}

/** Numbers in a model's flat vectors: weights, gradients, and what the optimiser remembers. */
export function sizeOfVectors({ total, trained, memories }: Layout): number {
  return total + trained * (1 + memories.length);
}

/** The flat vectors before anything is known: weights of 0, memories as they start. */
export function initialVectors(layout: Layout): Float32Array<ArrayBuffer> {
  const vectors = new Float32Array(sizeOfVectors(layout));
  for (const { slot, memory } of remembered(layout)) {
    const at = placeOf(memory, slot, layout);
    vectors.fill(memory.start, at, at + slot.size);
  }
  return vectors;
}

/** The arrays of a state. */
export function arraysOf(vectors: Float32Array, layout: Layout): ReadonlyMap<string, HostArray> {
  const arrays = new Map<string, HostArray>();
  for (const { parameter: { name, shape }, offset, size } of layout.slots) {
    arrays.set(name, { shape, data: vectors.slice(offset, offset + size) });
  }
  for (const { slot, memory } of remembered(layout)) {
    const at = placeOf(memory, slot, layout);
    arrays.set(memoryName(slot, memory), {
      shape: slot.parameter.shape,
      data: vectors.slice(at, at + slot.size),
    });
  }
  return arrays;
}

/** The parts of flat vectors that a state says; memories that it lacks start anew. */
export function piecesOfState({ arrays }: State, layout: Layout): Piece[] {
  const weights = layout.slots.flatMap(({ parameter, offset }) => {
    const given = arrays.get(parameter.name);
    return given ? [{ at: offset, numbers: Float32Array.from(given.data) }] : [];
  });
  const memories = remembered(layout).map(({ slot, memory }) => {
    const given = arrays.get(memoryName(slot, memory))?.data;
    const numbers = given ? Float32Array.from(given) : new Float32Array(slot.size).fill(memory.start);
    return { at: placeOf(memory, slot, layout), numbers };
  });
  return [...weights, ...memories];
}

function placeOf({ vector }: Memory, { offset }: Slot, { total, trained }: Layout): number {
  return total + trained * (1 + vector) + offset;
}
