import { sizeOf } from "../../core/array.ts";
import type { Rule } from "../../core/layer.ts";
import { type Parameter, slotName } from "../../nn/mod.ts";

/** Numbers that start on a 16-byte border: four of 32 bits. */
const BORDER = 4;

/** An array of weights in the flat vector. */
export interface Slot {
  /** What it holds. */
  readonly parameter: Parameter;
  /** Its first number. */
  readonly offset: number;
  /** How many numbers it has. */
  readonly size: number;
}

/** A remembered array of the optimiser: the flat vector number `vector`, parallel to the trained weights. */
export interface Memory {
  /** Link of the optimiser, from 0. */
  readonly link: number;
  /** The rule's name for it. */
  readonly name: string;
  /** What each number starts from. */
  readonly start: number;
  /** Number of its vector. */
  readonly vector: number;
}

/** Where everything that lasts from step to step stands: one flat vector, trained weights first. */
export interface Layout {
  /** Every array, in the order of the network. */
  readonly slots: readonly Slot[];
  /** Numbers in the trained part, borders included: the length of gradients and of each remembered vector. */
  readonly trained: number;
  /** Numbers in all. */
  readonly total: number;
  /** The optimiser's vectors. */
  readonly memories: readonly Memory[];
}

/** Lays out a network's arrays. */
export function layOut(parameters: readonly Parameter[], optimiser: readonly Rule[]): Layout {
  const places = new Map<Parameter, Slot>();
  let offset = 0;
  const place = (parameter: Parameter) => {
    const size = sizeOf(parameter.shape);
    places.set(parameter, { parameter, offset, size });
    offset += roundUp(size);
  };
  parameters.filter((p) => p.trained).forEach(place);
  const trained = offset;
  parameters.filter((p) => !p.trained).forEach(place);
  const named = optimiser.flatMap((rule, link) => rule.slots.map(([name, start]) => ({ link, name, start })));
  return {
    slots: parameters.map((parameter) => places.get(parameter)!),
    trained,
    total: offset,
    memories: named.map((memory, vector) => ({ ...memory, vector })),
  };
}

/** The array of that name in states, for each trained array of a remembered vector. */
export function memoryName(slot: Slot, { link, name }: Memory): string {
  return slotName(slot.parameter.name, link, name);
}

/** Every trained array with every vector that the optimiser keeps for it: link by link, array by array. */
export function remembered({ slots, memories }: Layout): { readonly slot: Slot; readonly memory: Memory }[] {
  const trained = slots.filter(({ parameter }) => parameter.trained);
  const links = [...new Set(memories.map(({ link }) => link))];
  return links.flatMap((link) => {
    const own = memories.filter((memory) => memory.link === link);
    return trained.flatMap((slot) => own.map((memory) => ({ slot, memory })));
  });
}

/** A count of numbers, up to the next border. */
export function roundUp(count: number): number {
  return Math.ceil(count / BORDER) * BORDER;
}
