import type { State } from "../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program } from "../core/backend.ts";
import type { Predictor, Report } from "../core/model.ts";
import type { Saved } from "../core/saved.ts";
import { printable, significant } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { type Node, summary } from "../nn/mod.ts";
import { checkColumns, inputsOf } from "./_inputs.ts";
import type { Targets } from "./_task.ts";

/** What the fit of a network has to tell. */
export interface NetworkReport extends Report {
  /** Mean training loss of each epoch: of its batches, dropout on, before each step. The penalty is not in it. */
  readonly losses: readonly number[];
  /** The same, behind the loss of the untrained network: one entry more. */
  readonly trainingLosses: readonly number[];
}

/** A network that has learned. */
export interface LearnedNetwork<Z> extends Predictor<Table, Z> {
  /** What the fit has to tell. */
  readonly report: NetworkReport;
  /** Its layers, with shapes. */
  readonly network: Node;
  /** A prediction for each row, all at once. Columns are matched by name. */
  predict(x: Table): Promise<Z>;
  /** Copies its weights and the optimiser's memory, by name. */
  state(): Promise<State>;
}

/** A network on a backend, with what is needed to go on training it. */
export interface Trained<Z> {
  readonly kind: string;
  readonly names: readonly string[];
  readonly plan: Plan;
  readonly network: Node;
  readonly program: Program;
  /** What it learns from: on the host, and on the device. */
  readonly examples: HostExamples;
  readonly uploaded: DeviceData;
  readonly targets: Targets<Z>;
  /** Loss of the untrained network, then of each epoch. */
  readonly history: readonly number[];
}

/** {@linkcode LearnedNetwork} over a {@linkcode Trained} network, which it owns until it is disposed or taken over. */
export class OwnedNetwork<Z> implements LearnedNetwork<Z> {
  readonly report: NetworkReport;
  readonly network: Node;
  readonly #kind: string;
  #trained: Trained<Z> | undefined;

  constructor(trained: Trained<Z>) {
    const trainingLosses = Object.freeze([...trained.history]);
    this.report = Object.freeze({ losses: Object.freeze(trainingLosses.slice(1)), trainingLosses });
    this.network = trained.network;
    this.#kind = trained.kind;
    this.#trained = trained;
    printable(this, () => this.#show());
  }

  async predict(x: Table): Promise<Z> {
    const { kind, names, program, targets } = this.#mine("predict with");
    checkColumns(x, names, kind);
    return targets.decode(await program.predict(inputsOf(x, names, kind)));
  }

  state(): Promise<State> {
    return this.#mine("read").program.read();
  }

  async save(): Promise<Saved> {
    const { kind, names, plan, program, targets, history } = this.#mine("save");
    const { step, arrays } = await program.read();
    return { kind, data: { names, plan, history, step, ...targets.saved }, arrays };
  }

  /** Gives up what it owns, to go on training it. */
  release(): Trained<Z> {
    const trained = this.#mine("update");
    this.#trained = undefined;
    return trained;
  }

  [Symbol.dispose](): void {
    this.#trained?.program[Symbol.dispose]();
    this.#trained = undefined;
  }

  #mine(operation: string): Trained<Z> {
    if (this.#trained) return this.#trained;
    throw new Error(
      `Cannot ${operation} this ${this.#kind}: it was disposed, or taken over by a later fit; use what that fit gave`,
    );
  }

  #show(): string {
    const { losses } = this.report;
    const loss = losses.length ? `, training loss ${significant(losses.at(-1)!)}` : "";
    return `${this.#kind}: learned in ${losses.length} epochs${loss}\n${summary(this.network)}`;
  }
}
