/** Invocations in a workgroup. */
export const LANES = 64;
/** Invocations that go through loops together, on devices that end loops. */
export const NEIGHBOURS = 16;
/** Rounds in which a workgroup adds up its lanes. */
export const HALVINGS = Math.log2(LANES) + 1;

/** What all kernels have. */
interface Common {
  /** What it is called in errors. */
  readonly name: string;
  /** WGSL beside it: functions and workgroup memory. */
  readonly beside?: string;
  /**
   * How often loops go round for each `i`, lane or tile, for batches of so many rows, the round that ends each of them
   * included; absent: there are none. Some devices end loops after a number of rounds.
   */
  readonly rounds?: (rows: number) => number;
  /** Statements that one invocation carries out beside the rest; others may not read what they change. */
  readonly once?: string;
}

/** A kernel whose invocations do not wait for each other: statements for each `i` below `count`, of the model `o`. */
export interface EachBody extends Common {
  readonly form: "each";
  /** WGSL: how many. */
  readonly count: string;
  /** WGSL: statements; `return` ends those of this `i`. */
  readonly text: string;
  /** The most that `count` can be, for each row of a batch or altogether. */
  readonly perRow?: number;
  readonly fixed?: number;
  /** Rounds beside, in so many turns, where neighbours part ways and each goes through the loops of all. */
  readonly detours?: (rows: number, turns: number) => number;
}

/** A kernel of a single workgroup: statements for each `lane` of {@linkcode LANES}; barriers are allowed. */
export interface GroupBody extends Common {
  readonly form: "group";
  /** WGSL: statements. */
  readonly text: string;
}

/** A kernel of many workgroups that work together inside: statements for each `lane` of each `group`. */
export interface TilesBody extends Common {
  readonly form: "tiles";
  /** WGSL: statements. */
  readonly text: string;
  /** Invocations in a workgroup. */
  readonly lanes: number;
  /** Workgroups for a batch of so many rows, first and second dimension. */
  readonly groups: (rows: number) => readonly [number, number];
}

/** A kernel's text, and how much there is of it to do. */
export type Body = EachBody | GroupBody | TilesBody;
