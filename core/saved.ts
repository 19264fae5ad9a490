import { type HostArray, sizeOf } from "./array.ts";
import { SavedError } from "./errors.ts";

/** Version of the format that this code writes; it reads this one and older ones. */
const VERSION = 1;

/** Something in a form that can be stored: plain data, and arrays by name. */
export interface Saved {
  /** What it is: `"NeuralNetworkClassifier"`. */
  readonly kind: string;
  /** Plain JSON data. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Arrays by name, in order. */
  readonly arrays: ReadonlyMap<string, HostArray>;
}

/** Saved parts as one: each part's kind and data stand in `data.parts` under its name, its arrays as `name/array`. */
export function joinSaved(
  whole: Pick<Saved, "kind" | "data">,
  parts: Readonly<Record<string, Saved>>,
): Saved {
  const entries = Object.entries(parts);
  const arrays = new Map(
    entries.flatMap(([name, part]) =>
      Array.from(part.arrays, ([array, values]) => [`${name}/${array}`, values])
    ),
  );
  const kinds = entries.map(([name, { kind, data }]) => [name, { kind, data }]);
  return { kind: whole.kind, data: { ...whole.data, parts: Object.fromEntries(kinds) }, arrays };
}

/**
 * Bytes in the safetensors layout: the header's length (8 bytes, little-endian), a JSON header, raw values. Other
 * tools read the arrays; kind and data stand in the header's `__metadata__`.
 *
 * @example What is written is read back.
 * ```ts
 * import { fromBytes, toBytes } from "@attune/attune/core";
 * import assert from "node:assert/strict";
 *
 * const w = { shape: [2], data: new Float32Array([1, 2]) };
 * const back = fromBytes(toBytes({ kind: "Line", data: { slope: 2 }, arrays: new Map([["w", w]]) }));
 * assert.equal(back.kind, "Line");
 * assert.deepEqual(back.arrays.get("w"), w);
 * ```
 */
export function toBytes(saved: Saved): Uint8Array {
  const header: Record<string, unknown> = {
    __metadata__: { attune: String(VERSION), kind: saved.kind, data: JSON.stringify(saved.data) },
  };
  let end = 0;
  for (const [name, { shape, data }] of saved.arrays) {
    const dtype = data instanceof Float64Array ? "F64" : "F32";
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = 8 + 8 * Math.ceil(text.length / 8); // values begin at a multiple of 8
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(text, 8);
  let at = start;
  for (const { data } of saved.arrays.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** Reads what {@linkcode toBytes} wrote. Throws a SavedError for anything else. */
export function fromBytes(bytes: Uint8Array): Saved {
  const { header, start } = readHeader(bytes);
  const meta = record(header.__metadata__);
  const version = Number(meta.attune);
  const kind = String(meta.kind);
  if (!Number.isInteger(version)) {
    throw new SavedError("Cannot read saved bytes: they were not written by attune");
  }
  if (version > VERSION) {
    throw new SavedError(
      `Cannot read saved ${kind}: it has format version ${version}, this attune knows up to ${VERSION}; update attune`,
      kind,
      version,
    );
  }
  const arrays = new Map<string, HostArray>();
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__") arrays.set(name, readArray(bytes, start, name, record(entry)));
  }
  return { kind, data: readData(meta.data), arrays };
}

function readData(text: unknown): Record<string, unknown> {
  try {
    return record(JSON.parse(String(text)));
  } catch {
    throw new SavedError("Cannot read saved bytes: their header is broken");
  }
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  const fail = () => new SavedError("Cannot read saved bytes: they are not a safetensors file, or cut off");
  if (bytes.length < 8) throw fail();
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > bytes.length - 8) throw fail();
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + length));
    return { header: record(JSON.parse(text)), start: 8 + length };
  } catch {
    throw fail();
  }
}

function readArray(
  bytes: Uint8Array,
  start: number,
  name: string,
  entry: Record<string, unknown>,
): HostArray {
  const { dtype, shape, data_offsets: offsets } = entry;
  const width = dtype === "F64" ? 8 : dtype === "F32" ? 4 : NaN;
  const right = isCounts(shape) && isCounts(offsets) && offsets.length === 2;
  const [from = 0, to = 0] = right ? offsets : [];
  if (!right || start + to > bytes.length || to - from !== width * sizeOf(shape)) {
    throw new SavedError(
      `Cannot read array "${name}" of saved bytes: its entry is broken, or the bytes are cut off`,
    );
  }
  const copy = bytes.slice(start + from, start + to).buffer;
  return { shape, data: dtype === "F64" ? new Float64Array(copy) : new Float32Array(copy) };
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SavedError("Cannot read saved bytes: their header is broken");
  }
  return value as Record<string, unknown>; // an object that is no array: names to values
}
