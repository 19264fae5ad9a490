import assert from "node:assert/strict";
import type { Plan } from "../core/backend.ts";
import type { Layer } from "../core/layer.ts";
import { allRows } from "../core/observations.ts";
import { chain, descent, dropout, dropoutMask, mae, parallel, scale } from "../nn/mod.ts";
import { type Bench, type Law, sameBits } from "./_bench.ts";
import { caseOf, plainNetwork } from "./_cases.ts";

const ROWS = 5;
const FEATURES = 7; // odd, as is their product: the last block of random words is cut
const STEPS = 3;
const FAR = -1e6; // targets so low that the slope of |ŷ − y| is 1 everywhere

/** Dropout drops what `dropoutMask` says, bit for bit. */
export const dropoutLaws: readonly Law[] = [
  ...[0.1, 0.3, 0.5, 0.9].map((rate) => ({
    law: `dropout: masks at rate ${rate} are equal bit for bit`,
    check: (bench: Bench) => masksAre(bench, behindDropout(rate), [{ name: "0/1/factor", rate }]),
  })),
  {
    law: "dropout: layers are numbered in the order of the network, branches included",
    check: (bench: Bench) =>
      masksAre(bench, parallel("concat", behindDropout(0.5), behindDropout(0.25), behindDropout(0.5)), [
        { name: "0/0/1/factor", rate: 0.5 },
        { name: "0/1/1/factor", rate: 0.25 },
        { name: "0/2/1/factor", rate: 0.5 },
      ]),
  },
  { law: "dropout: another seed gives other masks", check: seedMatters },
  { law: "dropout: predictions and loss drop nothing", check: restsOutsideTraining },
];

interface Behind {
  /** The scale layer behind a dropout layer. */
  readonly name: string;
  readonly rate: number;
}

// Wrapped, so that the path of the scale layer has a level of its own.
function behindDropout(rate: number): Layer {
  return chain(dropout(rate), scale());
}

// With x = 2^row in each feature, the gradient of a factor is a number whose binary digits are the mask's column.
async function masksAre(bench: Bench, network: Layer, layers: readonly Behind[]): Promise<void> {
  const plan = planOf(chain(network));
  const outputs = FEATURES * layers.length;
  const x = new Float64Array(ROWS * FEATURES).map((_, k) => 2 ** Math.floor(k / FEATURES));
  const y = new Float64Array(ROWS * outputs).fill(FAR);
  using program = await bench.backend.compile(plan);
  const data = program.upload({
    x: { shape: [ROWS, FEATURES], data: x },
    y: { shape: [ROWS, outputs], data: y },
  });
  for (let step = 0; step < STEPS; step++) {
    const zeros = layers.map(({ name }) =>
      [name, { shape: [FEATURES], data: new Float64Array(FEATURES) }] as const
    );
    program.write({ step, arrays: new Map(zeros) });
    await program.train(data, [allRows(ROWS)]);
    const { arrays } = await program.read();
    layers.forEach(({ name, rate }, layer) => {
      const mask = new Uint8Array(ROWS * FEATURES);
      dropoutMask(mask, { seed: plan.seed, layer, step, rate });
      const digits = (factor: number) => Math.abs(Math.round(factor * ROWS * outputs * (1 - rate)));
      const columns = Array.from(
        { length: FEATURES },
        (_, f) => [...allRows(ROWS)].reduce((sum, r) => sum + mask[r * FEATURES + f]! * 2 ** r, 0),
      );
      assert.deepEqual(Array.from(arrays.get(name)!.data, digits), columns, `${name} in step ${step}`);
    });
  }
}

function planOf(network: Layer): Plan {
  const optimiser = descent({ eta: 1 }).rules;
  const seed = [0xdeadbeef, 0x12345678] as const; // the first is above 2³¹: words are unsigned
  return { ...caseOf().plan, network, input: [FEATURES], loss: mae().plan, optimiser, batchSize: ROWS, seed };
}

async function seedMatters({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = caseOf({ network: chain(dropout(), plainNetwork) });
  const after = [];
  for (const seed of [[7, 8], [7, 9], [8, 8]] as const) {
    using program = await backend.compile({ ...plan, seed });
    program.write(start);
    await program.train(program.upload(examples), orders);
    after.push(await program.read());
  }
  const [first, second, third] = after;
  assert.throws(() => sameBits(first!, second!), "the second word of the seed changes nothing");
  assert.throws(() => sameBits(first!, third!), "the first word of the seed changes nothing");
}

async function restsOutsideTraining({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = caseOf({ network: chain(dropout(0.9)) });
  using program = await backend.compile(plan);
  program.write(start);
  assert.deepEqual([...(await program.predict(examples.x)).data], [...examples.x.data]);
  const same = program.upload({ x: examples.x, y: examples.x });
  assert.equal(await program.loss(same), 0);
}
