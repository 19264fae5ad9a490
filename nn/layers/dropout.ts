import type { Layer } from "../../core/layer.ts";
import { real, resolve } from "../../core/schema.ts";

const schema = { rate: real(0.5, { min: 0, max: 1, below: true, doc: "share of numbers dropped" }) };

/** Sets a share of its input to zero in training, at random, and scales up the rest (Srivastava et al. 2014). */
export function dropout(rate = 0.5): Layer {
  return Object.freeze({
    kind: "dropout",
    ...resolve<{ readonly rate: number }>({ kind: "dropout", schema }, { rate }),
  });
}
