// Time of ten epochs of a small network on iris, backend beside backend.
import { reference } from "../backends/reference/mod.ts";
import { tfjs } from "../backends/tfjs/mod.ts";
import { iris, Machine, mlp, neuralNetworkClassifier, unpack } from "../mod.ts";

const data = unpack(iris(), "species");
const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), epochs: 10, batchSize: 10 });

for (const backend of [reference(), await tfjs()]) {
  Deno.bench(backend.name, {
    group: "iris 4-8-3, batch 10, 10 epochs",
    baseline: backend.name === "reference",
  }, async () => {
    using machine = new Machine(model, data, { backend, verbosity: 0 });
    await machine.fit();
  });
}
