/** A free or taken piece. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Hands out pieces of a line and takes them back: the first gap that is wide enough, neighbours joined when freed. */
export class Gaps {
  readonly #taken = new Map<number, number>();
  #free: readonly Piece[];
  #end: number;

  /** All from `from` to `end` is free. */
  constructor(from: number, end: number) {
    this.#free = end > from ? [{ from, to: end }] : [];
    this.#end = Math.max(from, end);
  }

  /** Where the line ends. */
  get end(): number {
    return this.#end;
  }

  /** How much is handed out. */
  get used(): number {
    return [...this.#taken].reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** Length of the widest gap. */
  get widest(): number {
    return Math.max(0, ...this.#free.map(({ from, to }) => to - from));
  }

  /** Length of the gap at the end. */
  get open(): number {
    const last = this.#free.at(-1);
    return last?.to === this.#end ? last.to - last.from : 0;
  }

  /** Start of a new piece, undefined if no gap is wide enough. */
  take(length: number): number | undefined {
    const i = this.#free.findIndex(({ from, to }) => to - from >= length);
    const gap = this.#free[i];
    if (!gap) return undefined;
    const { from, to } = gap;
    this.#free = this.#free.toSpliced(i, 1, ...(to - from > length ? [{ from: from + length, to }] : []));
    this.#taken.set(from, from + length);
    return from;
  }

  /** Takes a piece back; one that is not out is ignored. */
  give(from: number): void {
    const to = this.#taken.get(from);
    if (to === undefined) return;
    this.#taken.delete(from);
    const i = this.#free.findIndex((piece) => piece.from > from);
    this.#free = joined(this.#free.toSpliced(i < 0 ? this.#free.length : i, 0, { from, to }));
  }

  /** Moves the end further out. */
  extend(end: number): void {
    this.#free = joined([...this.#free, { from: this.#end, to: end }]);
    this.#end = end;
  }
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.to === piece.from) result[result.length - 1] = { from: last.from, to: piece.to };
    else result.push(piece);
  }
  return result;
}
