import { type Event, type Learned, Machine, type Model } from "../../core/mod.ts";

/** What a model learns from data. It is not disposed of: transformers hold nothing that would have to be freed. */
export async function learn<D extends object, L extends Learned, P extends object>(
  model: Model<D, L, P>,
  data: D,
  options: { readonly seed?: number; readonly listener?: (event: Event) => void } = {},
): Promise<L> {
  return await new Machine(model, data, options).fit();
}

/** What a fit notes. */
export async function notes<D extends object, L extends Learned, P extends object>(
  model: Model<D, L, P>,
  data: D,
): Promise<readonly string[]> {
  const said: string[] = [];
  await learn(model, data, { listener: (event) => event.type === "note" && said.push(event.message) });
  return said;
}
