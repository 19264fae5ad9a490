import type { State } from "../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program } from "../core/backend.ts";
import type { Mapper, Predictor, Report } from "../core/model.ts";
import { type Owned, owned } from "../core/owned.ts";
import type { Saved } from "../core/saved.ts";
import { printable, significant } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import { type Node, summary } from "../nn/mod.ts";
import type { ClassCodes } from "./_class_codes.ts";
import type { Inputs } from "./_inputs.ts";
import type { Decoder, Vary } from "./_task.ts";

/** What the fit of a network has to tell. */
export interface NetworkReport extends Report {
  /** Mean training loss of each epoch: of its batches, dropout on, before each step. The penalty is not in it. */
  readonly losses: readonly number[];
  /** The same, behind the loss of the untrained network: one entry more. */
  readonly trainingLosses: readonly number[];
  /** What is embedded, by column, where columns of classes are. */
  readonly embeddings?: Readonly<Record<string, ClassCodes>>;
  /** What stands for missing numbers, by column, where `missing` is `"indicator"`. */
  readonly means?: Readonly<Record<string, number>>;
  /** The columns of numbers that had holes in training, and that have a column more to mark these. */
  readonly marked?: readonly string[];
}

/** A network that has learned. */
export interface LearnedNetwork<Z, X = Table> extends Predictor<X, Z>, Mapper<X, X> {
  /** What the fit has to tell. */
  readonly report: NetworkReport;
  /** Its layers, with shapes. */
  readonly network: Node;
  /** A prediction for each row, all at once. Columns of tables are matched by name. */
  predict(x: X): Promise<Z>;
  /**
   * The data as the network sees them behind its embedding: in the place of each column of classes its vectors' numbers,
   * `name_1`, `name_2`, …, or with more underscores where one of these names is taken. With `missing: "indicator"` also
   * the mean in each hole, and behind all columns `name__missing`, 1 where one was. Data that need none of this, images
   * among them, are given back as they are.
   */
  transform(x: X): Promise<X>;
  /** Copies its weights and the optimiser's memory, by name. */
  state(): Promise<State>;
}

/** What a network learns from. */
export interface Fed {
  readonly examples: HostExamples;
  /** The same on the device, there maybe as the last epoch saw it. */
  readonly uploaded: DeviceData;
  readonly vary: Vary | undefined;
}

/** A network on a backend, with what is needed to go on training it. */
export interface Trained<X, Z> {
  readonly kind: string;
  readonly inputs: Inputs<X>;
  readonly plan: Plan;
  readonly network: Node;
  readonly program: Program;
  readonly targets: Decoder<Z>;
  /** What it learns from; absent since it was restored, until it goes on. */
  readonly fed?: Fed;
  /** Loss of the untrained network, then of each epoch. */
  readonly history: readonly number[];
}

/** {@linkcode LearnedNetwork} over a {@linkcode Trained} network, which it owns until it is disposed or taken over. */
export class OwnedNetwork<X, Z> implements LearnedNetwork<Z, X> {
  readonly report: NetworkReport;
  readonly network: Node;
  readonly #kind: string;
  readonly #trained: Owned<Trained<X, Z>>;

  constructor(trained: Trained<X, Z>) {
    const trainingLosses = Object.freeze([...trained.history]);
    const losses = Object.freeze(trainingLosses.slice(1));
    this.report = Object.freeze({ losses, trainingLosses, ...trained.inputs.told });
    this.network = trained.network;
    this.#kind = trained.kind;
    this.#trained = owned(trained, { kind: trained.kind, parts: ({ program }) => [program] });
    printable(this, () => this.#show());
  }

  async predict(x: X): Promise<Z> {
    const { inputs, program, targets } = this.#trained.for("predict with");
    return targets.decode(await program.predict(inputs.encode(x)));
  }

  async transform(x: X): Promise<X> {
    const { inputs, program } = this.#trained.for("transform by");
    if (!inputs.transform) return x;
    const { arrays } = await program.read();
    return inputs.transform(x, arrays);
  }

  state(): Promise<State> {
    return this.#trained.for("read").program.read();
  }

  async save(): Promise<Saved> {
    const { kind, inputs, plan, program, targets, history } = this.#trained.for("save");
    const { step, since, arrays } = await program.read();
    return { kind, data: { ...inputs.saved, plan, history, step, since, ...targets.saved }, arrays };
  }

  /** Gives up what it owns, to go on training it. */
  release(): Trained<X, Z> {
    return this.#trained.release();
  }

  [Symbol.dispose](): void {
    this.#trained[Symbol.dispose]();
  }

  #show(): string {
    const { losses } = this.report;
    const loss = losses.length ? `, training loss ${significant(losses.at(-1)!)}` : "";
    return `${this.#kind}: learned in ${losses.length} epochs${loss}\n${summary(this.network)}`;
  }
}
