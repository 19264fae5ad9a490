import type { Slot, Tensor } from "../lowering/mod.ts";

/** What the program tells its code, by name, before it calls it. */
export type Field =
  | "rows"
  | "batch"
  | "batches"
  | "order"
  | "x"
  | "y"
  | "weights"
  | "losses"
  | "step"
  | "since";

/** What the code reads from the table. */
export type Entry =
  | { readonly kind: "field"; readonly name: Field }
  | { readonly kind: "i32"; readonly value: number }
  | { readonly kind: "f32" | "f64"; readonly value: number }
  | { readonly kind: "tensor"; readonly mode: Mode; readonly id: number }
  | { readonly kind: "batch"; readonly name: "x" | "y" | "weights" | "work" }
  | { readonly kind: "slot" | "gradient"; readonly offset: number }
  | { readonly kind: "vector"; readonly vector: number }
  | { readonly kind: "seed"; readonly word: 0 | 1 };

/** Which list of steps tensors belong to. */
export type Mode = "train" | "judge" | "predict";

/** Bytes of an entry. */
export const ENTRY = 8;

/**
 * All sizes, addresses and constants of a program, apart from its code: programs that differ in nothing else share
 * one compiled module.
 */
export class Table {
  readonly #entries: Entry[] = [];
  readonly #known = new Map<string, number>();

  /** The entries, each at `ENTRY` times its index. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /**
   * Offset of an entry in bytes. Equal addresses and fields share one; numbers do not, or the code would depend on
   * which of them happen to be equal.
   */
  at(entry: Entry): number {
    const key = "value" in entry ? `${this.#entries.length}` : Object.values(entry).join();
    const at = this.#known.get(key) ?? (this.#entries.push(entry) - 1) * ENTRY;
    this.#known.set(key, at);
    return at;
  }

  /** Offset of a planned tensor's address. */
  tensor(mode: Mode, { id }: Tensor): number {
    return this.at({ kind: "tensor", mode, id });
  }

  /** Offset of the address of weights, or of their gradient. */
  slot(kind: "slot" | "gradient", { offset }: Slot): number {
    return this.at({ kind, offset });
  }
}
