import {
  chain,
  descent,
  entityEmbedding,
  flatten,
  globalMaxPool,
  globalMeanPool,
  parallel,
} from "../../nn/mod.ts";
import { caseOf } from "../../testing/_cases.ts";
import { networks } from "../../testing/_networks.ts";
import { agrees } from "./_network.ts";

const optimiser = descent({ eta: 0.01 });

for (const { name, network, input, codes } of networks) {
  Deno.test(`${name}: onnxruntime predicts as the reference backend`, async () => {
    await agrees(caseOf({ network: chain(network, flatten()), input, codes, optimiser }));
  });
}

Deno.test("pools of whole images, before anything has changed how these lie", async () => {
  const network = parallel("concat", globalMaxPool(), globalMeanPool());
  await agrees(caseOf({ network, input: [4, 5, 3], optimiser }));
});

Deno.test("codes out of range, or between two, are brought to one that there is", async () => {
  const network = entityEmbedding({ columns: [{ column: 1, levels: 3, units: 2 }] });
  const { examples, ...rest } = caseOf({ network, input: [2], rows: 6, epochs: 0 });
  const data = Float32Array.of(0, -2, 1, -0.5, 2, 0.9, 3, 1.5, 4, 2.5, 5, 9);
  await agrees({ ...rest, examples: { ...examples, x: { shape: [6, 2], data } } });
});
