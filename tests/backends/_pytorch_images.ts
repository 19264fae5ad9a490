import assert from "node:assert/strict";
import type { Backend, HostArray, Plan, State } from "../../core/mod.ts";
import {
  activate,
  adam,
  batchNorm,
  behind,
  chain,
  conv2d,
  crossEntropy,
  dense,
  finaliserOf,
  flatten,
  globalMeanPool,
  identity,
  infer,
  maxPool2d,
  meanPool2d,
  momentum,
  mse,
  parametersOf,
  relu,
  softmax,
  tanh,
  upsample2d,
} from "../../nn/mod.ts";
import golden from "../golden/pytorch_images.json" with { type: "json" };

type Case = (typeof golden.cases)[number];
type Recipe = (settings: Case["settings"]) => Pick<Plan, "network" | "finaliser" | "loss" | "optimiser">;

// Case by case, in the order of the golden file: the same network in attune's words, layer by layer.
const RECIPES: readonly Recipe[] = [
  ({ eta }) => {
    const finaliser = finaliserOf(softmax);
    return {
      network: chain(
        conv2d(4, { padding: "same", bias: false }),
        batchNorm(),
        activate(relu),
        maxPool2d(2),
        conv2d(6, { stride: 2, padding: 1, groups: 2, bias: false }),
        batchNorm(),
        activate(relu),
        flatten(),
        dense(3),
      ),
      finaliser,
      loss: behind(finaliser, crossEntropy()),
      optimiser: adam({ eta, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }).rules,
    };
  },
  ({ eta, rho }) => {
    const finaliser = finaliserOf(identity);
    return {
      network: chain(
        conv2d(4, { padding: [2, 1], dilation: [2, 1] }),
        activate(tanh),
        meanPool2d(3, { stride: 2, padding: 1 }),
        upsample2d([2, 3]),
        conv2d(8, { kernel: 2, groups: 4 }),
        batchNorm(),
        activate(tanh),
        conv2d(6, { kernel: [1, 2], stride: [1, 3] }),
        globalMeanPool(),
        flatten(),
        dense(3),
      ),
      finaliser,
      loss: behind(finaliser, mse()),
      optimiser: momentum({ eta, rho }).rules,
    };
  },
];

/** What PyTorch's numbers ask of a backend, by name; `tolerance` picks that of its numbers. */
export const pytorchImages = golden.cases.map((example, i) => ({
  name: `${example.name} (${golden.tool})`,
  async check(backend: Backend, tolerance: "float64" | "float32"): Promise<void> {
    const within = golden[tolerance];
    const plan: Plan = {
      ...RECIPES[i]!(example.settings),
      input: golden.input,
      batchSize: golden.batchSize,
      seed: [0, 0],
    };
    using program = await backend.compile(plan);
    program.write(stateOf(plan, example.initial));
    const x = array([golden.rows, ...golden.input], example.x);
    const data = program.upload({ x, y: array([golden.rows, golden.outputs], example.y) });
    close(await program.train(data, example.orders), example.losses, { within, what: "losses" });
    close([await program.loss(data)], [example.loss], { within, what: "loss" });
    close((await program.predict(x)).data, example.predictions, { within, what: "predictions" });
    const { arrays } = await program.read();
    for (const [what, { data }] of stateOf(plan, example.final).arrays) {
      close(arrays.get(what)!.data, data, { within, what });
    }
  },
}));

function stateOf(
  { network, input }: Plan,
  values: Readonly<Partial<Record<string, readonly number[]>>>,
): State {
  const parameters = parametersOf(infer(network, input));
  assert.deepEqual(parameters.map(({ name }) => name), Object.keys(values));
  return {
    step: 0,
    arrays: new Map(parameters.map(({ name, shape }) => [name, array(shape, values[name]!)])),
  };
}

function array(shape: readonly number[], values: readonly number[]): HostArray {
  return { shape, data: Float64Array.from(values) };
}

function close(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { within, what }: { readonly within: number; readonly what: string },
): void {
  assert.equal(got.length, want.length, what);
  for (let k = 0; k < want.length; k++) {
    const off = Math.abs(got[k]! - want[k]!);
    assert.ok(off <= within * Math.max(1, Math.abs(want[k]!)), `${what}[${k}]: ${got[k]} for ${want[k]}`);
  }
}
