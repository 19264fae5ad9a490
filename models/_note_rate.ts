import type { Context } from "../core/context.ts";
import { compile, rateOf, type Schedule } from "../nn/mod.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** Notes, once, that a rate which has come to its end stays there for the epochs that are left. */
export function noteRate(
  { optimiser, epochs }: Readonly<NeuralNetworkParams>,
  { kind, trained, context }: { readonly kind: string; readonly trained: number; readonly context: Context },
): void {
  const eta: unknown = Reflect.get(optimiser.params, "eta");
  if (!isEnding(eta) || epochs <= eta.ends || trained > eta.ends) return;
  const last = compile(rateOf(eta), ["epoch"])([eta.ends]);
  context.emit({
    type: "note",
    message: `${kind}: the learning rate falls for ${eta.ends} epochs and stays at ${last} for the ` +
      `other ${epochs - eta.ends}; set "optimiser.eta.epochs" to ${epochs}, too`,
  });
}

function isEnding(rate: unknown): rate is Schedule & { readonly ends: number } {
  return typeof rate === "object" && rate !== null && "ends" in rate;
}
