import type { Context } from "../core/context.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** Schedules that end after some epochs. */
const ENDING = ["CosineDecay", "OneCycle"];

/** Notes that a rate which has come to its end stays there for the epochs that are left. */
export function noteRate(
  { optimiser, epochs }: Readonly<NeuralNetworkParams>,
  { kind, context }: { readonly kind: string; readonly context: Context },
): void {
  const eta: unknown = Reflect.get(optimiser.params, "eta");
  if (!isEnding(eta) || epochs <= eta.params.epochs) return;
  context.emit({
    type: "note",
    message:
      `${kind}: the learning rate falls for ${eta.params.epochs} epochs and stays at ${eta.params.to} for the ` +
      `other ${epochs - eta.params.epochs}; set "optimiser.eta.epochs" to ${epochs}, too`,
  });
}

interface Ending {
  readonly kind: string;
  readonly params: { readonly epochs: number; readonly to: number };
}

function isEnding(rate: unknown): rate is Ending {
  return typeof rate === "object" && rate !== null && "kind" in rate &&
    ENDING.some((kind) => kind === rate.kind);
}
