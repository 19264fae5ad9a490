import { isModel } from "./is_model.ts";
import type { Kind } from "./kinds.ts";
import type { Context } from "./context.ts";
import { SavedError } from "./errors.ts";
import type { Learned, Model } from "./model.ts";
import { modelFromJson } from "./model_from_json.ts";
import { modelToJson } from "./model_to_json.ts";
import type { Rows } from "./observations.ts";
import { isOutline, type Outline } from "./_outline.ts";
import { take } from "./take.ts";
import { joinSaved, partOf, type Saved } from "./saved.ts";

/** The kind of what machines save. */
const KIND = "Machine";

/** A machine that has learned, as a file has it. */
interface Written {
  /** The model that learned. */
  readonly model: Model;
  readonly learned: Learned;
  /** The rows that it learned from; absent where all. */
  readonly rows: Rows | undefined;
  readonly seed: number;
  readonly age: number;
  readonly outline: Outline;
  readonly size: number;
}

/** A machine in a form that can be stored. */
export async function savedMachine(
  { model, learned, rows, seed, age, outline, size }: Written,
): Promise<Saved> {
  const arrays = rows && new Map([["rows", { shape: [rows.length], data: Float64Array.from(rows) }]]);
  return joinSaved(
    { kind: KIND, data: { model: modelToJson(model), seed, age, outline, size }, ...(arrays && { arrays }) },
    { learned: await learned.save() },
  );
}

/** All of a machine that was saved but what it learned, which needs a context. */
export interface ReadMachine extends Omit<Written, "learned"> {
  /** Restores what was learned, from these data. */
  restore(context: Context, data: object | undefined): Promise<Learned>;
}

/** Reads what {@linkcode savedMachine} made. Throws a SavedError for anything else. */
export function readMachine(saved: Saved, kinds: readonly Kind[]): ReadMachine {
  if (saved.kind !== KIND) {
    throw new SavedError(
      `Cannot load ${saved.kind}: it is no machine; restore it by the model that learned it`,
      saved.kind,
    );
  }
  const { seed, age, size, outline } = saved.data;
  if (!isCount(seed) || !isCount(age) || !isCount(size) || !isOutline(outline)) {
    throw new SavedError("Cannot load this machine: what it learned from is not told");
  }
  const model = modelOf(saved, kinds);
  const { kind } = model;
  const rows = rowsOf(saved, size);
  const restore = (context: Context, data: object | undefined) => {
    if (!model.restore) throw new SavedError(`Cannot load ${kind}: it cannot be restored; fit it anew`, kind);
    const learnedFrom = data && rows ? take(data, rows) : data;
    return model.restore(partOf(saved, "learned"), context, learnedFrom as never); // whether they suit, the model checks
  };
  return { model, seed, age, size, outline, rows, restore };
}

function modelOf({ data }: Saved, kinds: readonly Kind[]): Model {
  const model = modelFromJson(data.model, kinds);
  if (isModel(model)) return model;
  throw new SavedError(`Cannot load ${model.kind}: it is no model`, model.kind);
}

function rowsOf({ arrays }: Saved, size: number): Rows | undefined {
  const rows = arrays.get("rows")?.data;
  if (!rows) return undefined;
  const odd = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= size);
  if (odd === undefined) return Int32Array.from(rows);
  throw new SavedError(`Cannot load this machine: it learned from row ${odd} of ${size}`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
