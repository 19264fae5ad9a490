import { sizeOf, type State } from "../core/array.ts";
import type { Rule } from "../core/layer.ts";
import type { Parameter } from "./inferred.ts";
import { slotName } from "./step_scalars.ts";

/** What a program keeps: its parameters, and what its optimiser remembers of each. */
export interface Kept {
  /** All parameters of the network. */
  readonly parameters: readonly Parameter[];
  /** Links of the optimiser. */
  readonly optimiser: readonly Rule[];
}

/** Refuses a state in which an array of the program has another size, before any of it is written. */
export function checkState({ arrays }: State, { parameters, optimiser }: Kept): void {
  for (const { name, shape, trained } of parameters) {
    const slots = trained
      ? optimiser.flatMap((rule, i) => rule.slots.map(([slot]) => slotName(name, i, slot)))
      : [];
    for (const array of [name, ...slots]) {
      const given = arrays.get(array)?.data.length;
      if (given !== undefined && given !== sizeOf(shape)) {
        throw new RangeError(
          `Cannot write ${array}: it has ${sizeOf(shape)} numbers, the state gives ${given}`,
        );
      }
    }
  }
}
