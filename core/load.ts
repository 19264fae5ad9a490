import type { RunOptions } from "./context.ts";
import { SavedError } from "./errors.ts";
import type { Kind } from "./kinds.ts";
import { readMachine } from "./_machine_file.ts";
import { contextOf, Machine, type MachineOptions } from "./machine.ts";
import type { Learned, Mapper, Model, Predictor } from "./model.ts";
import { checkNames } from "./names.ts";
import { checkOutline } from "./_outline.ts";
import { fromBytes } from "./saved_bytes.ts";
import { brief } from "./show.ts";
import { countRows } from "./take.ts";

/** What a model learns from. */
export type DataOf<M> = M extends Model<infer D extends object> ? D : never;

/** What a model learns. */
export type LearnedOf<M> = M extends Model<never, infer L> ? L : never;

/** A model's hyperparameters. */
export type ParamsOf<M> = M extends { readonly params: Readonly<infer P extends object> } ? P : never;

/** A machine of that model. */
export type MachineOf<M> = Machine<DataOf<M>, LearnedOf<M>, ParamsOf<M>>;

/** A model of which only its file knows what it is. */
export type AnyModel = Model<
  object,
  Predictor<unknown, unknown> & Mapper<unknown, unknown>,
  Readonly<Record<string, unknown>>
>;

/** How to load a machine. The seed is in the file. */
export interface LoadOptions<D = object> extends Omit<RunOptions, "seed">, Pick<MachineOptions, "owns"> {
  /** What makes the kinds of model, builder, optimiser … that the file names. */
  readonly kinds?: readonly Kind[];
  /** The data that it learned from, to go on. Default: none; what is loaded can then be used, but not fitted. */
  readonly data?: D;
}

/**
 * Makes a machine of what {@linkcode save} wrote. It predicts the same bits, on the backend that it was saved from, and
 * goes on from there as if it had never stopped, if it is given the data that it learned from; another backend will do.
 *
 * Nothing in a file is executed: it names kinds, and what makes these is given in `kinds`. Functions are not in files: they
 * come from a value in `kinds`, such as the very builder that was used, or else throw when they are called, which
 * predicting and going on do not. Throws a SavedError for bytes that are no machine of ours, that were cut off or changed,
 * that are of a newer version, or that name kinds which are not given; and a DataError for data that differ in size, in
 * columns or in classes from those learned from.
 *
 * @typeParam M the model that is in the file, as far as it is known: its machine is the result
 *
 * @example
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { mlp } from "@attune/attune/builders";
 * import { load, Machine, save } from "@attune/attune/core";
 * import { blobs } from "@attune/attune/data";
 * import { neuralNetworkClassifier, type NeuralNetworkClassifier } from "@attune/attune/models";
 * import { adam, crossEntropy, relu, softmax } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * using backend = reference();
 * const data = blobs({ rows: 40, seed: 1 });
 * const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 10 });
 * using machine = new Machine(model, data, { backend });
 * await machine.fit();
 * const bytes = await save(machine);
 *
 * const kinds = [neuralNetworkClassifier, mlp, relu, adam, crossEntropy, softmax];
 * using loaded = await load<NeuralNetworkClassifier>(bytes, { kinds, data, backend });
 * loaded.model = loaded.model.with({ epochs: 5 });
 * const { report } = await loaded.fit(); // trains three more
 * assert.equal(report.losses.length, 5);
 * ```
 */
export async function load<M extends Model = AnyModel>(
  bytes: Uint8Array,
  options: LoadOptions<DataOf<M>> = {},
): Promise<MachineOf<M>> {
  checkNames("load()", options, ["kinds", "data", "backend", "signal", "listener", "owns"]);
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot load ${brief(bytes)}: give the bytes of a file, e.g. await Deno.readFile(path)`,
    );
  }
  const { kinds = [], data, ...run } = options;
  const { backend } = run;
  if (backend !== undefined && typeof Object(backend).compile !== "function") {
    throw new TypeError(
      `Cannot load by ${brief(backend)}: it is no backend; give e.g. wasm(), or await webgpu()`,
    );
  }
  const { restore, model, seed, ...kept } = readMachine(fromBytes(bytes), kinds);
  if (data !== undefined) {
    countRows(data);
    checkOutline(data, kept.outline);
  }
  const machine = { ...run, seed };
  const learned = await restored(() => restore(contextOf(machine), data), model.kind);
  const made: object = new Machine(model, data as never, { ...machine, from: { ...kept, learned } }); // without data it refuses to fit
  return made as MachineOf<M>; // of the model that the caller knows the file to hold
}

// What does not suit the model's own code is a file that was made up: one that was damaged did not come as far.
async function restored(restore: () => Promise<Learned>, kind: string): Promise<Learned> {
  try {
    return await restore();
  } catch (cause) {
    const ill = cause instanceof TypeError || cause instanceof RangeError;
    if (!ill) throw cause;
    const error = new SavedError(
      `Cannot load ${kind}: what it learned is not told as it should be: ${cause.message}`,
      kind,
    );
    error.cause = cause;
    throw error;
  }
}
