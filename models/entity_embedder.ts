import { configured } from "../core/configured.ts";
import { liftTraits } from "../core/lift.ts";
import type { Mapper, Model, Report } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { type Owned, owned } from "../core/owned.ts";
import { restorePart } from "../core/restore_part.ts";
import { checkSaved, joinSaved, type Saved } from "../core/saved.ts";
import { required, type SchemaOf } from "../core/schema.ts";
import { printable } from "../core/show.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Table } from "../data/mod.ts";
import type { LearnedNetwork, NetworkReport } from "./learned_network.ts";

/** A network model over tables, whatever it predicts. */
export type TableNetwork<Y> = Model<Examples<Table, Y>, LearnedNetwork<unknown>>;

/** Hyperparameters of {@linkcode entityEmbedder}. */
export interface EntityEmbedderParams<Y> {
  /** The network model whose embedding it is; it must be given. */
  readonly model: TableNetwork<Y>;
}

/** What the fit of an {@linkcode entityEmbedder} has to tell. */
export interface EntityEmbedderReport extends Report {
  /** Mean training loss of each epoch of the network. */
  readonly losses: readonly number[];
  /** All that the network's fit has to tell: `embeddings` among it. */
  readonly model: NetworkReport;
}

/** What an {@linkcode entityEmbedder} learned. */
export interface LearnedEmbedder extends Mapper<Table, Table> {
  /** What the fit has to tell. */
  readonly report: EntityEmbedderReport;
}

/** Learns to put numbers in the place of classes, by a network that predicts a target. */
export type EntityEmbedder<Y> = Model<Examples<Table, Y>, LearnedEmbedder, EntityEmbedderParams<Y>>;

/**
 * A transformer of tables that trains a network and keeps its embedding: in the place of each column of classes stand the
 * numbers that the network learned for its levels ({@linkcode LearnedNetwork.transform}), for whatever model comes behind it
 * (Guo and Berkhahn 2016). It needs the target in training, and gives no predictions. Give `unknown: true` to the network
 * where later tables may have missing or new levels. Columns come in the order of training.
 *
 * Unlike `targetEncoder`, it shows the rows of training numbers that were learned of their own targets: what comes behind
 * it can trust them too much, the more the fewer rows a level has. Leave out columns that tell rows apart, such as an id.
 *
 * Throws a TypeError for a model that is no network over tables.
 *
 * @example
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { Machine } from "@attune/attune/core";
 * import { categorical, numeric, table } from "@attune/attune/data";
 * import { entityEmbedder, neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const x = table({ island: categorical(["Biscoe", "Dream", "Torgersen", "Dream"]), bill: numeric([46, 39, 39, 49]) });
 * const y = numeric([5, 3.8, 3.7, 3.7]);
 * using backend = reference();
 * using machine = new Machine(entityEmbedder(neuralNetworkRegressor({ epochs: 2 })), { x, y }, { backend });
 * const learned = await machine.fit();
 * assert.deepEqual((await learned.transform(x)).names, ["island_1", "island_2", "bill"]);
 * ```
 */
export function entityEmbedder<Y>(model: TableNetwork<Y>): EntityEmbedder<Y> {
  return configured<EntityEmbedderParams<Y>, Members<Y>>(KIND, schemaOf(), membersOf)({ model });
}

const KIND = "EntityEmbedder";

type Members<Y> = Pick<EntityEmbedder<Y>, "traits" | "fit" | "update" | "restore">;

function schemaOf<Y>(): SchemaOf<EntityEmbedderParams<Y>> {
  return {
    model: required({
      expected: "a network model over tables, e.g. neuralNetworkClassifier()",
      is: isTableNetwork,
      doc: "the network model whose embedding it is",
    }),
  };
}

function membersOf<Y>({ model }: Readonly<EntityEmbedderParams<Y>>): Members<Y> {
  const { prediction: _, ...traits } = liftTraits(model.traits, "model");
  return {
    traits: Object.freeze(traits),
    fit: async (data, context) => new Embedder(await model.fit(data, context)),
    update(learned, { params: old }, data, context) {
      if (!(learned instanceof Embedder)) return undefined;
      const from = { learned: learned.network, old: old.model, data, context, wrapper: KIND };
      const going = updateInner(model, from);
      if (!going) return undefined;
      learned.release();
      return going.then((network) => new Embedder(network));
    },
    async restore(saved, context, data) {
      checkSaved(saved, KIND);
      return new Embedder(await restorePart(model, { saved, name: "model", context, data }));
    },
  };
}

function isTableNetwork(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fit" in value && "params" in value &&
    "embeddingDims" in Object(value.params);
}

class Embedder implements LearnedEmbedder {
  readonly report: EntityEmbedderReport;
  readonly #network: Owned<LearnedNetwork<unknown>>;

  constructor(network: LearnedNetwork<unknown>) {
    this.#network = owned(network, { kind: KIND, parts: (network) => [network] });
    this.report = Object.freeze({ losses: network.report.losses, model: network.report });
    printable(this, () => `${KIND} of ${network}`);
  }

  async transform(x: Table): Promise<Table> {
    return await this.#network.for("transform by").transform(x);
  }

  async save(): Promise<Saved> {
    return joinSaved({ kind: KIND, data: {} }, { model: await this.#network.for("save").save() });
  }

  /** Whose embedding it is, to go on training it. */
  get network(): LearnedNetwork<unknown> {
    return this.#network.for("update");
  }

  /** Gives up the network: who took it over owns it now. */
  release(): void {
    this.#network.release();
  }

  [Symbol.dispose](): void {
    this.#network[Symbol.dispose]();
  }
}
