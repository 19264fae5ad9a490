import { type Field, integer } from "../core/schema.ts";

/** A hyperparameter that is the size of a window which has a middle: only then does padding keep the size of images. */
export function oddField(fallback: number, doc: string): Field<number> {
  const whole = integer(fallback, { min: 1, doc });
  return {
    ...whole,
    expected: "an odd integer ≥ 1",
    accepts: (v) => whole.accepts(v) && Number(v) % 2 === 1,
    hint: (v) =>
      whole.accepts(v) ? "only around an odd window does padding keep the size of images" : undefined,
  };
}
