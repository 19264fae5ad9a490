import type { State } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import type { Learned } from "../core/model.ts";
import type { ClassCodes } from "../models/mod.ts";

/** What networks save of themselves. */
export interface SavedNetwork {
  /** The model's kind. */
  readonly kind: string;
  readonly plan: Plan;
  readonly arrays: State["arrays"];
  /** Of networks over tables: their columns, in order. */
  readonly names?: readonly string[];
  /** Those of classes, and how their levels become codes. */
  readonly embeddings?: Readonly<Record<string, ClassCodes>>;
  /** What stands in the holes of those of numbers. */
  readonly means?: Readonly<Record<string, number>>;
  /** Those with a column more, which marks holes. */
  readonly marked?: readonly string[];
  /** Of networks over images: what these are like. */
  readonly images?: Readonly<Record<string, unknown>>;
  /** Of classifiers: the levels of the target. */
  readonly levels?: readonly unknown[];
  /** Of networks for several targets: these. */
  readonly targets?: readonly string[];
}

/** What a network saves of itself. Throws a TypeError for what is none. */
export async function savedNetwork(given: Learned | { readonly learned: Learned }): Promise<SavedNetwork> {
  const learned = "learned" in Object(given) ? (given as { readonly learned: Learned }).learned : given; // just seen
  if (!isNetwork(learned)) {
    throw new TypeError(
      "Cannot export this to ONNX: it is no network that has learned; " +
        "give one, of a pipeline that of its last step: toOnnx(learned.steps.at(-1).learned)",
    );
  }
  const { kind, data, arrays } = await learned.save();
  return { ...data, kind, arrays } as SavedNetwork; // what networks of ours save
}

function isNetwork(value: unknown): value is Learned {
  const network: unknown = Reflect.get(Object(value), "network");
  return "children" in Object(network);
}
