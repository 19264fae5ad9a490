import type { Saved } from "./saved.ts";
import { toBytes } from "./saved_bytes.ts";
import { brief } from "./show.ts";

/** What can be saved: a machine. */
export interface Savable {
  /** Copies all that is needed to use it again. */
  save(): Promise<Saved>;
}

/**
 * A machine as one portable file: the model, what it learned, and all that it takes to go on training. The arrays are in
 * the safetensors layout, which other tools read. {@linkcode load} makes a machine of it again.
 *
 * Not in the file are the data, and functions: see {@linkcode modelToJson}. Throws a NotLearnedError before the first fit,
 * and a TypeError where predictions need a function.
 *
 * @example
 * ```ts
 * import { load, Machine, save } from "@attune/attune/core";
 * import { categorical, table } from "@attune/attune/data";
 * import { constantClassifier, type ConstantClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const x = table({ a: [1, 2, 3] });
 * using machine = new Machine(constantClassifier(), { x, y: categorical(["p", "q", "p"]) });
 * const learned = await machine.fit();
 * using loaded = await load<ConstantClassifier>(await save(machine), { kinds: [constantClassifier] });
 * assert.deepEqual((await loaded.learned.predict(x)).probs, (await learned.predict(x)).probs);
 * ```
 */
export async function save(machine: Savable): Promise<Uint8Array> {
  if (typeof Object(machine).save !== "function") {
    throw new TypeError(
      `Cannot save ${brief(machine)}: give a machine, e.g. new Machine(model, data), that has fitted`,
    );
  }
  return toBytes(await machine.save());
}
