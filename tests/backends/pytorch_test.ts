import assert from "node:assert/strict";
import type { Backend, Finaliser, HostArray, Plan, Rule, State } from "../../core/mod.ts";
import { sizeOf } from "../../core/mod.ts";
import {
  adam,
  adamW,
  behind,
  chain,
  clipGlobalNorm,
  crossEntropy,
  dense,
  finaliserOf,
  gelu,
  identity,
  type Loss,
  momentum,
  mse,
  optimiserChain,
  penalised,
  relu,
  sigmoid,
  softmax,
} from "../../nn/mod.ts";
import type { Activation } from "../../nn/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import golden from "../golden/pytorch_trajectories.json" with { type: "json" };

type Case = (typeof golden.cases)[number];
type Settings = Readonly<Partial<Record<string, number>>>;

interface Recipe {
  readonly activation: Activation;
  readonly finaliser: Finaliser;
  readonly loss: Loss;
  readonly rules: (settings: Settings, batches: number) => readonly Rule[];
}

const [scalar, probabilities] = [finaliserOf(identity), finaliserOf(softmax)];

// Case by case, in the order of the golden file: the same network in attune's words.
const RECIPES: readonly Recipe[] = [
  {
    activation: relu,
    finaliser: probabilities,
    loss: crossEntropy(),
    rules: ({ eta, beta1, beta2, epsilon }) => adam({ eta, beta1, beta2, epsilon }).rules,
  },
  {
    activation: sigmoid,
    finaliser: scalar,
    loss: mse(),
    rules: ({ eta, rho, lambda = NaN, alpha = NaN }, batches) =>
      penalised(momentum({ eta, rho }), { lambda, alpha, batches }),
  },
  {
    activation: gelu,
    finaliser: probabilities,
    loss: crossEntropy({ labelSmoothing: 0.1 }),
    rules: ({ eta, beta1, beta2, epsilon, lambda, omega }) =>
      optimiserChain(clipGlobalNorm({ omega }), adamW({ eta, beta1, beta2, epsilon, lambda, couple: true }))
        .rules,
  },
];

interface Subject {
  readonly name: string;
  readonly open: () => Backend | Promise<Backend>;
  readonly tolerance: (example: Case) => number;
}

const BACKENDS: readonly Subject[] = [
  { name: "reference", open: reference, tolerance: (example) => example.float64 },
  { name: "tfjs", open: () => tfjs(), tolerance: () => golden.float32 },
  { name: "wasm", open: () => wasm(), tolerance: () => golden.float32 },
  { name: "wasm deterministic", open: () => wasm({ deterministic: true }), tolerance: () => golden.float32 },
];

for (const { name, open, tolerance } of BACKENDS) {
  for (const [i, example] of golden.cases.entries()) {
    const recipe = RECIPES[i]!;
    const within = tolerance(example);

    Deno.test(`train() on ${name} goes PyTorch's way for ten epochs: ${example.name} (${golden.tool})`, async () => {
      using backend = await open();
      using program = await backend.compile(planOf(example, recipe));
      program.write(stateOf(example, example.initial));
      const { x, y } = examples(example);
      const losses = await program.train(program.upload({ x, y }), example.orders);
      close(losses, example.losses, within, "losses");
      close((await program.predict(x)).data, example.predictions, within, "predictions");
      const { arrays } = await program.read();
      for (const [array, { data }] of stateOf(example, example.final).arrays) {
        close(arrays.get(array)!.data, data, within, array);
      }
    });

    Deno.test(`loss() on ${name} is PyTorch's, untrained: ${example.name} (${golden.tool})`, async () => {
      using backend = await open();
      using program = await backend.compile({ ...planOf(example, recipe), batchSize: example.rows });
      program.write(stateOf(example, example.initial));
      close([await program.loss(program.upload(examples(example)))], [example.untrained], within, "loss");
    });
  }
}

function planOf(example: Case, recipe: Recipe): Plan {
  const widths = example.initial.map(({ bias }) => bias.length);
  const last = widths.length - 1;
  const layers = widths.map((units, l) =>
    dense(units, { activation: l === last ? identity : recipe.activation })
  );
  const { finaliser, loss, rules } = recipe;
  return {
    network: chain(...layers),
    input: [example.inputs],
    finaliser,
    loss: behind(finaliser, loss),
    optimiser: rules(example.settings, Math.ceil(example.rows / example.batchSize)),
    batchSize: example.batchSize,
    seed: [0, 0],
  };
}

function examples({ rows, inputs, outputs, x, y }: Case): { readonly x: HostArray; readonly y: HostArray } {
  return { x: array([rows, inputs], x), y: array([rows, outputs], y) };
}

function stateOf(example: Case, layers: Case["initial"]): State {
  let inputs = example.inputs;
  const arrays = layers.flatMap(({ kernel, bias }, l) => {
    const shape = [inputs, bias.length];
    inputs = bias.length;
    return [[`${l}/kernel`, array(shape, kernel)], [`${l}/bias`, array([inputs], bias)]] as const;
  });
  return { step: 0, arrays: new Map(arrays) };
}

function array(shape: readonly number[], values: readonly number[]): HostArray {
  assert.equal(values.length, sizeOf(shape));
  return { shape, data: Float64Array.from(values) };
}

function close(got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number, what: string): void {
  assert.equal(got.length, want.length, what);
  for (let k = 0; k < want.length; k++) {
    const off = Math.abs(got[k]! - want[k]!);
    assert.ok(off <= tolerance * Math.max(1, Math.abs(want[k]!)), `${what}[${k}]: ${got[k]} for ${want[k]}`);
  }
}
