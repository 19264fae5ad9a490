import type { MeasureOptions } from "../core/measure.ts";
import type { Observations } from "../core/observations.ts";
import type { Table } from "../data/mod.ts";

/** A short text that differs where targets or weights do, so that nobody compares what was judged by others. */
export function fingerprint(
  y: Observations & Partial<Pick<Table, "names" | "column">>,
  { weights, classWeights }: MeasureOptions,
): string {
  const columns = y.names ? y.names.map((name) => y.column!(name)) : [y];
  const numbers = columns.flatMap((column) =>
    ["codes", "values"].map((name) => Reflect.get(column, name)).filter(ArrayBuffer.isView)
  );
  const views = [...numbers, ...weights ? [weights] : []];
  const text = JSON.stringify([y.names, Reflect.get(y, "levels"), Object.entries(classWeights ?? {}).sort()]);
  return [...views, new TextEncoder().encode(text)].map(hash).join("-");
}

// FNV-1a, 32 bits, over bytes (Fowler, Noll and Vo 1991).
function hash(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let h = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return (h >>> 0).toString(16);
}
