import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import type { Control, ControlMembers, ControlOf } from "../control.ts";
import { controlField, wrapped } from "./_wrapped.ts";

/** Hyperparameters of {@linkcode delayed}. */
export interface DelayedParams {
  /** What is put off. */
  readonly control: Control;
  /** By how many cycles. Default 1. */
  readonly n: number;
}

interface Waiting {
  readonly cycles: number;
  readonly inner: unknown;
}

const make = configured<DelayedParams, ControlMembers<Waiting>>(
  "Delayed",
  { control: controlField("what is put off"), n: integer(1, { min: 1, doc: "by how many cycles" }) },
  ({ control, n }) =>
    wrapped<Waiting>(control, {
      start: () => ({ cycles: 0, inner: control.start() }),
      async apply({ cycles, inner }, run) {
        return { cycles: cycles + 1, inner: cycles < n ? inner : await control.apply(inner, run) };
      },
      innerOf: ({ inner }) => inner,
      outerOf: (state, inner) => ({ ...state, inner }),
    }),
);

/**
 * A control that lets the first `n` cycles pass, 1 by default, and begins then. It keeps a criterion from judging the first
 * losses, which often jump; upstream this is Warmup.
 */
export function delayed(control: Control, n = 1): ControlOf<DelayedParams> {
  return make({ control, n });
}
