import type { DeviceData, HostExamples } from "../../core/backend.ts";
import type { Arena } from "./arena.ts";

/** Examples in the memory. */
export interface Held extends DeviceData {
  /** Address of the inputs. */
  readonly x: number;
  /** Address of the targets. */
  readonly y: number;
  /** Address of the rows' weights; 0 if all count the same. */
  readonly weights: number;
}

/** Where examples are held. */
export interface Holding {
  /** Hands out memory. */
  readonly arena: Arena;
  /** A view of the memory. */
  numbers(at: number, count: number): Float32Array<ArrayBufferLike>;
  /** Told when examples are disposed of. */
  freed(held: Held): void;
}

/** Copies examples into the memory. */
export function hold({ x, y, weights }: HostExamples, { arena, numbers, freed }: Holding): Held {
  const taken: number[] = [];
  const copy = (data: ArrayLike<number>) => {
    const at = arena.take(data.length * Float32Array.BYTES_PER_ELEMENT);
    taken.push(at);
    numbers(at, data.length).set(data);
    return at;
  };
  const giveAll = () => taken.splice(0).forEach((at) => arena.give(at));
  try {
    const held: Held = {
      size: x.shape[0] ?? 0,
      x: copy(x.data),
      y: copy(y.data),
      weights: weights ? copy(weights) : 0,
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
