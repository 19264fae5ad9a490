/** A function that says how long the parts are into which so many rows are cut. */
export const CHUNK = "fn own_chunk(depth: u32, parts: u32) -> u32 { return (depth + parts - 1u) / parts; }";

/** Statements that say of a part, as WGSL, where it begins (`first`) and ends; beside them stands {@linkcode CHUNK}. */
export function chunkText(
  { part, depth, parts }: { readonly part: string; readonly depth: string; readonly parts: string },
): string {
  return `  let first = min(${depth}, ${part} * own_chunk(${depth}, ${parts}));
  let end = min(${depth}, first + own_chunk(${depth}, ${parts}));`;
}
