import { type HostArray, sizeOf } from "./array.ts";
import { crc32 } from "./_crc32.ts";
import { SavedError } from "./errors.ts";
import { isRecord, parsePlain, plainJson } from "./_plain_json.ts";
import type { Saved } from "./saved.ts";

/** Version of the format that this code writes; it reads this one and older ones. */
const VERSION = 1;

/** How every header begins; the checksum follows. */
const HEAD = `{"__metadata__":{"attune":"${VERSION}","crc32":"`;

/** What stands for the checksum where it is computed. */
const BLANK = "00000000";

/**
 * Bytes in the safetensors layout: the header's length (8 bytes, little-endian), a JSON header, raw values. Other
 * tools read the arrays; kind and data stand in the header's `__metadata__`, with a checksum of all bytes. Throws a
 * TypeError where the data hold what is not plain.
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
  const data = JSON.stringify(plainJson(saved.data, saved.kind));
  const header: Record<string, unknown> = {
    __metadata__: { attune: String(VERSION), crc32: BLANK, kind: saved.kind, data },
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
  bytes.set(new TextEncoder().encode(crc32(bytes)), 8 + HEAD.length);
  return bytes;
}

/**
 * Reads what {@linkcode toBytes} wrote. Throws a SavedError for anything else: for bytes that were cut off or changed,
 * another program's files, and those of a newer version. Arrays are copied, and nothing else of any size is made.
 */
export function fromBytes(bytes: Uint8Array): Saved {
  const { header, start } = readHeader(bytes);
  const meta = record(header.__metadata__);
  checkVersion(meta);
  checkSum(bytes);
  const { kind, data } = meta;
  if (typeof kind !== "string" || typeof data !== "string") throw broken();
  return { kind, data: readData(data), arrays: readArrays(header, bytes.subarray(start)) };
}

function checkVersion({ attune, kind }: Readonly<Record<string, unknown>>): void {
  const version = Number(attune);
  if (!Number.isInteger(version)) {
    throw new SavedError("Cannot read saved bytes: they were not written by attune");
  }
  if (version <= VERSION) return;
  throw new SavedError(
    `Cannot read saved ${kind}: it has format version ${version}, this attune knows up to ${VERSION}; update attune`,
    String(kind),
    version,
  );
}

function checkSum(bytes: Uint8Array): void {
  const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  const at = 8 + HEAD.length;
  const end = at + BLANK.length;
  const pieces = [bytes.subarray(0, at), new TextEncoder().encode(BLANK), bytes.subarray(end)];
  if (text(8, at) === HEAD && text(at, end) === crc32(...pieces)) return;
  throw new SavedError(
    "Cannot read saved bytes: they were changed since they were written; take another copy",
  );
}

function readHeader(bytes: Uint8Array): { header: Readonly<Record<string, unknown>>; start: number } {
  const fail = () => new SavedError("Cannot read saved bytes: they are not a safetensors file, or cut off");
  if (bytes.length < 8) throw fail();
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > bytes.length - 8) throw fail();
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + length));
    return { header: record(parsePlain(text)), start: 8 + length };
  } catch {
    throw fail();
  }
}

function readData(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(parsePlain(text));
  } catch {
    throw broken();
  }
}

// One array after the other, from the first byte to the last: none shares values with another.
function readArrays(
  { __metadata__: _, ...entries }: Readonly<Record<string, unknown>>,
  values: Uint8Array,
): ReadonlyMap<string, HostArray> {
  const spans = Object.entries(entries).map(([name, entry]) => spanOf(name, record(entry)));
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  const arrays = spans.map(({ name, shape, from, to, wide }): [string, HostArray] => {
    if (from !== end || to > values.length) throw brokenArray(name);
    end = to;
    const copy = values.slice(from, to).buffer;
    return [name, { shape, data: wide ? new Float64Array(copy) : new Float32Array(copy) }];
  });
  if (end !== values.length) {
    throw new SavedError("Cannot read saved bytes: there are more than their header says");
  }
  return new Map(arrays);
}

interface Span {
  readonly name: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly wide: boolean;
}

function spanOf(name: string, entry: Readonly<Record<string, unknown>>): Span {
  const { dtype, shape, data_offsets: offsets } = entry;
  const width = dtype === "F64" ? 8 : dtype === "F32" ? 4 : NaN;
  if (!isCounts(shape) || !isCounts(offsets)) throw brokenArray(name);
  const [from = 0, to = 0] = offsets;
  if (offsets.length !== 2 || to - from !== width * sizeOf(shape)) throw brokenArray(name);
  return { name, shape, from, to, wide: width === 8 };
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw broken();
}

function broken(): SavedError {
  return new SavedError("Cannot read saved bytes: their header is broken");
}

function brokenArray(name: string): SavedError {
  return new SavedError(
    `Cannot read array "${name}" of saved bytes: its entry is broken, or the bytes are cut off`,
  );
}
