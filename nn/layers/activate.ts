import type { Layer } from "../../core/layer.ts";
import { resolve } from "../../core/schema.ts";
import { type Activation, activationField } from "../activation.ts";
import { identity } from "../activations.ts";

const schema = { activation: activationField(identity) };

/** Applies an activation to each number. */
export function activate(activation: Activation): Layer {
  const params = resolve<{ readonly activation: Activation }>({ kind: "activate", schema }, { activation });
  return Object.freeze({ kind: "activation", activation: params.activation.scalar });
}
