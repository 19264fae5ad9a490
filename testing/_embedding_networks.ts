import type { Shape } from "../core/array.ts";
import type { EmbeddedColumn, Layer } from "../core/layer.ts";
import { batchNorm, chain, dense, dropout, entityEmbedding, parallel, pass, relu, tanh } from "../nn/mod.ts";
import type { NamedNetwork } from "./_networks.ts";

const one = [{ column: 0, levels: 3, units: 2 }];
const apart = [{ column: 1, levels: 5, units: 3 }, { column: 3, levels: 2, units: 1 }];
const all = [...apart, { column: 0, levels: 4, units: 6 }, { column: 2, levels: 1, units: 2 }]
  .sort((a, b) => a.column - b.column);
const many = Array.from({ length: 20 }, (_, i) => ({ column: 2 * i + 1, levels: i + 1, units: 1 + i % 5 }));

/** Embeddings of columns in every place, with numbers beside them or none. */
export const embeddingNetworks: readonly NamedNetwork[] = [
  of("entityEmbedding alone", { columns: one, input: [1] }),
  of("entityEmbedding, codes only", { columns: all, input: [4] }, [dense(3)]),
  of("entityEmbedding, numbers between", { columns: apart, input: [5] }, [
    dense(6, { activation: tanh }),
    dense(2),
  ]),
  of("entityEmbedding, dropout behind it", { columns: apart, input: [4] }, [dropout(0.3), dense(2)]),
  of("entityEmbedding, batchNorm behind it", { columns: one, input: [3] }, [batchNorm(), dense(2)]),
  of("entityEmbedding of many columns and levels", { columns: many, input: [41] }, [
    dense(4, { activation: relu }),
    dense(2),
  ]),
  of("entityEmbedding, far apart among many numbers", {
    columns: [{ column: 9, levels: 3, units: 2 }, { column: 30, levels: 6, units: 9 }],
    input: [45],
  }, [dense(6, { activation: tanh }), dense(2)]),
  of("entityEmbedding, units by fours and more", {
    columns: [{ column: 1, levels: 9, units: 4 }, { column: 2, levels: 40, units: 19 }],
    input: [4],
  }, [dense(2)]),
  {
    name: "entityEmbedding in branches",
    network: parallel(
      "concat",
      entityEmbedding({ columns: one }),
      chain(entityEmbedding({ columns: apart }), dense(2)),
      pass(),
    ),
    input: [4],
    codes: [...one, ...apart],
  },
];

function of(
  name: string,
  { columns, input }: { readonly columns: readonly EmbeddedColumn[]; readonly input: Shape },
  behind: readonly Layer[] = [],
): NamedNetwork {
  return { name, network: chain(entityEmbedding({ columns }), ...behind), input, codes: columns };
}
