import { configured } from "../core/configured.ts";
import type { Mapper, Model, Report, Traits } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import { required, type SchemaOf } from "../core/schema.ts";
import { printable } from "../core/show.ts";
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

type Members<Y> = Pick<EntityEmbedder<Y>, "traits" | "fit" | "update">;

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
  return {
    traits: traitsOf(model.traits),
    fit: async (data, context) => new Embedder(await model.fit(data, context)),
    update(learned, { params: old }, data, context) {
      if (!(learned instanceof Embedder)) return undefined;
      const next = model.update?.(learned.network, old.model, data, context);
      if (!next) return undefined;
      context.emit({ type: "update", kind: KIND });
      return next.then((network) => new Embedder(network));
    },
  };
}

function isTableNetwork(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fit" in value && "params" in value &&
    "embeddingDims" in Object(value.params);
}

// As those of the network, but that nothing is predicted.
function traitsOf({ input, target, weights, iteration, warm }: Traits): Traits {
  return Object.freeze<Traits>({
    input,
    target,
    weights,
    iteration: `model.${iteration}`,
    warm: warm?.map((path) => `model.${path}`),
  });
}

class Embedder implements LearnedEmbedder {
  readonly report: EntityEmbedderReport;
  readonly network: LearnedNetwork<unknown>;

  constructor(network: LearnedNetwork<unknown>) {
    this.network = network;
    this.report = Object.freeze({ losses: network.report.losses, model: network.report });
    printable(this, () => `${KIND} of ${network}`);
  }

  transform(x: Table): Promise<Table> {
    return this.network.transform(x);
  }

  async save(): Promise<Saved> {
    return joinSaved({ kind: KIND, data: {} }, { model: await this.network.save() });
  }

  [Symbol.dispose](): void {
    this.network[Symbol.dispose]();
  }
}
