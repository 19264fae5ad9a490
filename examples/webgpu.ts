// The story of examples/iris.ts on a GPU, in Deno and without a permission, and how long an epoch takes beside wasm.
//
//     deno run examples/webgpu.ts
import { wasm } from "../backends/wasm/mod.ts";
import { webgpu } from "../backends/webgpu/mod.ts";
import {
  accuracy,
  adam,
  constantClassifier,
  digits,
  evaluate,
  iris,
  logLoss,
  Machine,
  macroF1,
  mlp,
  neuralNetworkClassifier,
  stratifiedCv,
  unpack,
} from "../mod.ts";

// The only line that is new. Where there is no adapter, the error says what to install.
const backend = await webgpu().catch((error) => {
  console.log(`${error.message}.`);
  Deno.exit(0);
});
console.log(`The adapter: ${backend.adapter}${backend.software ? ", a program on the processor" : ""}\n`);

const { x, y } = unpack(iris(), "species");
const model = neuralNetworkClassifier({
  builder: mlp({ hidden: [16] }),
  optimiser: adam({ eta: 0.005 }),
  epochs: 30,
  batchSize: 10,
});

// It learns, and goes on learning: only the added epochs run, on weights that never left the device.
using machine = new Machine(model, { x, y }, { backend, seed: 1 });
const first = await machine.fit();
console.log(
  `Cross-entropy after ${first.report.losses.length} epochs: ${show(logLoss(await first.predict(x), y))}`,
);
machine.model = machine.model.with({ "optimiser.eta": 0.01, epochs: 100 });
const second = await machine.fit();
console.log(
  `After ${second.report.losses.length}, the rate doubled: ${show(logLoss(await second.predict(x), y))}\n`,
);

// Out of sample: six folds are six networks of one build, and train in the same stream of commands.
const options = {
  resampling: stratifiedCv({ shuffled: true }),
  measures: [logLoss, accuracy, macroF1],
  seed: 1,
};
const models = [machine.model, constantClassifier()];
console.log(
  `Out of sample, against the baseline:\n${await evaluate(models, { x, y }, { ...options, backend })}\n`,
);

// How long an epoch takes, here and on the default backend, for this network and for a larger one.
using processor = wasm({ threads: 1 });
const written = unpack(digits(), "digit");
const wide = model.with({ builder: mlp({ hidden: [256] }), batchSize: 64 });
console.log("Milliseconds per epoch           webgpu    wasm");
console.log(`irises, 4-16-3, batches of 10   ${await times(model, { x, y })}`);
console.log(`digits, 64-256-10, batches of 64 ${await times(wide, written)}`);
backend[Symbol.dispose]();

// Trains on, so that neither compiling nor the way of the data to the device counts.
async function times(
  of: typeof model,
  data: { x: typeof x | typeof written.x; y: typeof y | typeof written.y },
) {
  const columns = [];
  for (const where of [backend, processor]) {
    using machine = new Machine(of.with({ epochs: 5 }), data, { backend: where, verbosity: 0 });
    await machine.fit();
    machine.model = machine.model.with({ epochs: 45 });
    const before = performance.now();
    await machine.fit();
    columns.push(show((performance.now() - before) / 40).padStart(7));
  }
  return columns.join(" ");
}

function show(value: number): string {
  return value.toPrecision(3);
}
