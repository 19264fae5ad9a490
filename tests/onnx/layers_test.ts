import { chain, descent, flatten } from "../../nn/mod.ts";
import { caseOf } from "../../testing/_cases.ts";
import { networks } from "../../testing/_networks.ts";
import { agrees } from "./_network.ts";

const optimiser = descent({ eta: 0.01 });

for (const { name, network, input, codes } of networks) {
  Deno.test(`${name}: onnxruntime predicts as the reference backend`, async () => {
    await agrees(caseOf({ network: chain(network, flatten()), input, codes, optimiser }));
  });
}
