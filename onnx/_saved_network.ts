import type { State } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import type { Learned } from "../core/model.ts";
import type { Scitype } from "../core/observations.ts";
import { partOf, type Saved } from "../core/saved.ts";
import { brief } from "../core/show.ts";
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
  /** What standardises columns before the network sees them, one after the other. */
  readonly scales: readonly Scales[];
}

/** What is taken from the numbers of each column, by its name, and what the rest is divided by. */
export type Scales = readonly (readonly [
  name: string,
  moments: { readonly mean: number; readonly deviation: number },
])[];

interface SavedStandardiser {
  readonly seen: readonly (readonly [name: string, scitype: Scitype])[];
  readonly state: { readonly columns: Scales };
}

/** The network in something that has learned: it is one, or a pipeline of standardisers that ends in one. */
export async function savedNetwork(given: Learned | { readonly learned: Learned }): Promise<SavedNetwork> {
  const learned: unknown = "learned" in Object(given) ? Reflect.get(given, "learned") : given;
  if (isLearned(learned)) return networkIn(await learned.save());
  throw new TypeError(
    `Cannot export ${brief(given)} to ONNX: it has learned nothing; give what fit() gave, or the machine`,
  );
}

function isLearned(value: unknown): value is Learned {
  return typeof Reflect.get(Object(value), "save") === "function";
}

function networkIn(saved: Saved): SavedNetwork {
  const { kind, data, arrays } = saved;
  if ("plan" in data) return { ...data, kind, arrays, scales: [] } as unknown as SavedNetwork; // what networks save
  if (kind === "Iterated") return networkIn(partOf(saved, "model"));
  if (kind === "Tuned") return networkIn(partOf(saved, "best"));
  if (kind === "Pipeline") {
    const names = data.steps as readonly string[]; // at least one, as pipelines save them
    const network = networkIn(partOf(saved, names.at(-1)!));
    const scales = names.slice(0, -1).map((name) => scalesOf(name, partOf(saved, name)));
    return { ...network, scales: [...scales, ...network.scales] };
  }
  throw new TypeError(
    `Cannot export ${kind} to ONNX: it is neither a neural network nor a pipeline of standardisers that ends in one; ` +
      "export the network by itself",
  );
}

function scalesOf(name: string, { kind, data }: Saved): Scales {
  if (kind === "Standardiser") {
    const { seen, state } = data as unknown as SavedStandardiser; // as it saves them
    const ranked = seen.filter(([, scitype]) => scitype === "OrderedFactor").map(([column]) => column);
    if (!state.columns.some(([column]) => ranked.includes(column))) return state.columns;
  }
  throw new TypeError(
    `Cannot export step "${name}" of the pipeline to ONNX: it is ${kind}, and a standardiser is wanted, one of numbers ` +
      "(orderedFactor: false); export the last step, toOnnx(learned.steps.at(-1).learned), " +
      "and give its file what the steps before it make",
  );
}
