import { configured, type Made } from "../../core/configured.ts";
import type { Supervised } from "../../core/mod.ts";
import { integer, oneOf, real } from "../../core/schema.ts";
import { type Numeric, numeric } from "../../data/mod.ts";
import { learnedOf } from "./_toys.ts";

/** Hyperparameters of a bowl. */
export interface BowlParams {
  readonly a: number;
  readonly b: number;
  readonly whole: number;
  readonly shape: "round" | "flat";
}

/** A model that guesses a + b whatever it sees: of targets that are 0, its mse is (a + b)². */
export type Bowl = Supervised<Numeric, Numeric, Numeric, BowlParams>;

const make = configured<BowlParams, Pick<Bowl, "traits" | "fit" | "restore">>("Bowl", {
  a: real(0),
  b: real(0),
  whole: integer(1, { min: 1, max: 100 }),
  shape: oneOf(["round", "flat"]),
}, ({ a, b }) => {
  const learned = () => learnedOf((x: Numeric) => numeric(x.values.map(() => a + b)));
  return {
    traits: { prediction: "point" },
    fit() {
      if (a > 9) return Promise.reject(new RangeError(`Cannot fit Bowl: ${a} is too much`));
      return Promise.resolve(learned());
    },
    restore: () => Promise.resolve(learned()),
  };
});

/** A bowl; fails if a > 9. */
export function bowl(
  given: Partial<BowlParams> = {},
): Made<BowlParams, Pick<Bowl, "traits" | "fit" | "restore">> {
  return make(given);
}

/** Targets that are 0. */
export const FLAT = { x: numeric([1, 2, 3, 4, 5, 6, 7, 8]), y: numeric([0, 0, 0, 0, 0, 0, 0, 0]) };
