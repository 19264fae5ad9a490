import type { Layout, Slot, Tensor } from "../../lowering/mod.ts";
import type { Body, EachBody, GroupBody } from "../kernels/body.ts";
import type { Writing } from "../kernels/writing.ts";

/** A kernel on numbers so few that what must come out can be said. */
export interface KnownAnswer {
  /** The kernel that it proves. */
  readonly name?: string;
  /** Writes it; several are carried out by one kernel of whole steps. */
  readonly write: (to: Writing) => Body | readonly (EachBody | GroupBody)[];
  /** Rows of the batch. */
  readonly here: number;
  /** Steps, where one kernel carries out several. Default 1. */
  readonly steps?: number;
  /** Planned tensors with what is in them at first. */
  readonly tensors: readonly (readonly [Tensor, readonly number[]])[];
  /** What the flat vectors hold. */
  readonly vectors?: readonly number[];
  /** The flat vectors' parts. */
  readonly layout?: Layout;
  /** Rows of inputs and of targets, and weights of rows; the batch is theirs in reverse order. */
  readonly x?: readonly number[];
  readonly y?: readonly number[];
  readonly weights?: readonly number[];
  /** What the tape holds of the step, word by word. */
  readonly tape?: readonly number[];
  /** What comes out. */
  readonly gives: {
    readonly tensors?: readonly (readonly [Tensor, readonly number[]])[];
    /** All of the flat vectors. */
    readonly vectors?: readonly number[];
    readonly losses?: readonly number[];
  };
}

/** A planned tensor of so many numbers a row, and beside the rows. */
export function planned(id: number, perRow: number, fixed = 0): Tensor {
  return { id, perRow, fixed, at: "planned" };
}

/** Inputs or targets of so many numbers a row. */
export function given(at: "x" | "y", perRow: number): Tensor {
  return { id: at === "x" ? 0 : 1, perRow, fixed: 0, at };
}

/** An array in the flat vectors. */
export function slot(offset: number, size: number): Slot {
  const init = { kind: "constant", value: 0 } as const;
  return { parameter: { name: `at ${offset}`, shape: [size], init, trained: true }, offset, size };
}

/** Small whole numbers without a pattern that a mistake could follow. */
export function mixed(count: number, shift = 0): number[] {
  return Array.from({ length: count }, (_, i) => (i * 7 + shift * 3 + (i * i) % 11) % 5 - 2);
}
