import type { Variable } from "@tensorflow/tfjs-core";
import { type HostArray, sizeOf, type State } from "../../core/array.ts";
import { slotName } from "../../nn/mod.ts";
import type { Tf } from "./engine.ts";
import type { Slot } from "./optimise.ts";
import { put, type Store, type Weights } from "./store.ts";

/** Everything that training changes on the device. */
export interface Arrays {
  readonly store: Store;
  readonly trained: readonly Weights[];
  readonly slots: readonly Slot[];
}

/** Copies weights and slots out, by name; slots are cut up again, weight by weight. */
export async function readArrays({ store, trained, slots }: Arrays): Promise<State["arrays"]> {
  const arrays = new Map<string, HostArray>();
  const [weights, remembered] = await Promise.all([
    Promise.all([...store.values()].map(({ variable }) => numbers(variable))),
    Promise.all(slots.map(({ variable }) => numbers(variable))),
  ]);
  [...store.values()].forEach(({ parameter }, i) => {
    arrays.set(parameter.name, { shape: parameter.shape, data: weights[i]! });
  });
  for (const link of new Set(slots.map((slot) => slot.link))) {
    const own = slots.flatMap((slot, i) =>
      slot.link === link ? [{ name: slot.name, all: remembered[i]! }] : []
    );
    for (const { parameter, from, to } of cuts(trained)) {
      for (const { name, all } of own) {
        const data = all.slice(from, to);
        arrays.set(slotName(parameter.name, link, name), { shape: parameter.shape, data });
      }
    }
  }
  return arrays;
}

/** Copies weights and slots in, whose sizes have been checked; slots that are lacking start anew. */
export function writeArrays(tf: Tf, { store, trained, slots }: Arrays, arrays: State["arrays"]): void {
  for (const [name, { variable }] of store) put(tf, variable, arrays.get(name)?.data);
  for (const { link, name, start, variable } of slots) {
    const all = new Float32Array(variable.size).fill(start);
    for (const { parameter, from } of cuts(trained)) {
      const data = arrays.get(slotName(parameter.name, link, name))?.data;
      if (data) all.set(data, from);
    }
    put(tf, variable, all);
  }
}

// Where each weight's numbers stand when all are laid end to end.
function cuts(trained: readonly Weights[]) {
  let from = 0;
  return trained.map(({ parameter }) => {
    const to = from + sizeOf(parameter.shape);
    const cut = { parameter, from, to };
    from = to;
    return cut;
  });
}

// A copy: the cpu engine gives its own array.
async function numbers(variable: Variable): Promise<Float32Array> {
  return Float32Array.from(await variable.data());
}
