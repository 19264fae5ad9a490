import { type Rng, rng } from "../../core/mod.ts";

/** A source of one uniform number, again and again. */
export function always(u: number): Rng {
  return { ...rng(0), uniform: () => u };
}
