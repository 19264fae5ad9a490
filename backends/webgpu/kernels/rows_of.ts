import type { Tensor } from "../../lowering/mod.ts";
import { fourText } from "./tile.ts";
import type { Writing } from "./writing.ts";

/** Rows of a matrix as text, wherever their numbers are. */
export interface Rows {
  /** WGSL functions beside the kernel. */
  readonly beside: string;
  /** WGSL of what finds the numbers of row `m`, as column `n` of the product sees it. */
  readonly row: (m: string, n: string) => string;
  /** WGSL of its k-th number. */
  readonly at: (row: string, k: string) => string;
  /** Statements that declare `four`: its numbers from `k`, a multiple of four, on; 0 from `end` on. */
  readonly four: (row: string, k: string, end: string) => string;
}

/** Rows whose numbers lie side by side; those of a batch may have to be looked up on the tape. */
export function rowsOf(
  tensor: Tensor,
  { rows, width, single }: { readonly rows: string; readonly width: string; readonly single: boolean },
  write: Writing,
): Rows {
  const [base, array] = tensor.at === "x" ? ["o.x", "data"] : [write.tensor(tensor), "work"];
  const at = (row: string, k: string) => `${array}[${row} + ${k}]`;
  const index = tensor.at !== "x"
    ? (m: string) => m
    : single
    ? (m: string) => `tape[o.first + ${m}]`
    : (m: string) => `(tape[o.first + ${m} / ${rows}] * ${rows} + ${m} % ${rows})`;
  return {
    beside: "",
    row: (m) => `${base} + ${index(m)} * ${width}`,
    at,
    four: (row, k, end) => fourText((j) => at(row, `${k} + ${j}`), (j) => `${k} + ${j} < ${end}`),
  };
}
