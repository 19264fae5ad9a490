import type { DeviceData, HostExamples } from "../../core/backend.ts";
import type { Numbers } from "./numbers.ts";

/** Examples on the device: where their arrays begin. */
export interface Held extends DeviceData {
  readonly x: number;
  readonly y: number;
  readonly weights: number | undefined;
}

/** Copies examples to the device; `freed` is told when they are disposed of. */
export function hold({ x, y, weights }: HostExamples, data: Numbers, freed: (held: Held) => void): Held {
  const taken: number[] = [];
  const copy = (values: ArrayLike<number>) => {
    const at = data.take(values.length);
    taken.push(at);
    data.write(at, Float32Array.from(values));
    return at;
  };
  const giveAll = () => taken.splice(0).forEach((at) => data.give(at));
  try {
    const held: Held = {
      size: x.shape[0] ?? 0,
      x: copy(x.data),
      y: copy(y.data),
      weights: weights && copy(weights),
      [Symbol.dispose]() {
        giveAll();
        freed(held);
      },
    };
    return held;
  } catch (error) {
    giveAll(); // what fitted before the rest did not
    throw error;
  }
}

/** Where examples are, as a model is told. */
export function inputsOf({ x, y, weights }: Held): Record<"x" | "y" | "weights" | "weighted", number> {
  return { x, y, weights: weights ?? 0, weighted: weights === undefined ? 0 : 1 };
}
