import { activate, activation, activations, chain, dense, flatten, mul } from "../../nn/mod.ts";
import { caseOf } from "../../testing/_cases.ts";
import { networks } from "../../testing/_networks.ts";
import { agrees } from "./_network.ts";

for (const { name, network, input, codes } of networks) {
  Deno.test(`${name}: onnxruntime predicts as the reference backend`, async () => {
    await agrees(caseOf({ network: chain(network, flatten()), input, codes }));
  });
}

const own = activation("own", (x) => mul(x, x));

for (const each of [...activations, own]) {
  Deno.test(`${each.kind} alone and in a layer: onnxruntime predicts as the reference backend`, async () => {
    await agrees(caseOf({ network: chain(activate(each), dense(3, { activation: each })) }));
  });
}
