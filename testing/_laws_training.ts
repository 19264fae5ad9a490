import {
  accumGrad,
  adaBelief,
  adaDelta,
  adaGrad,
  adam,
  adaMax,
  adamW,
  amsGrad,
  batchNorm,
  chain,
  clipGlobalNorm,
  clipGrad,
  clipNorm,
  constantRate,
  cosineDecay,
  crossEntropy,
  dense,
  descent,
  exponentialDecay,
  lion,
  momentum,
  nAdam,
  nesterov,
  oAdam,
  oneCycle,
  type Optimiser,
  optimiserChain,
  penalised,
  rAdam,
  type Rate,
  rmsProp,
  rprop,
  signDecay,
  softmax,
  stepDecay,
  warmUp,
  weightDecay,
} from "../nn/mod.ts";
import { agrees, type Law } from "./_bench.ts";
import { caseOf, type CaseOptions } from "./_cases.ts";
import { networks } from "./_networks.ts";

const eta = 0.05;

const optimisers: readonly Optimiser[] = [
  descent({ eta }),
  momentum({ eta }),
  nesterov({ eta }),
  adaGrad({ eta }),
  adaDelta(),
  rmsProp({ eta }),
  rmsProp({ eta, centred: true }),
  rprop({ eta }),
  adam({ eta }),
  adaMax({ eta }),
  amsGrad({ eta }),
  nAdam({ eta }),
  oAdam({ eta }),
  rAdam({ eta }),
  rAdam({ eta, beta2: 0.9 }),
  adaBelief({ eta }),
  adamW({ eta, lambda: 0.1 }),
  adamW({ eta, lambda: 0.1, couple: false }),
  lion({ eta }),
  weightDecay({ lambda: 0.1 }),
  signDecay({ lambda: 0.1 }),
  clipGrad({ delta: 0.05 }),
  clipNorm({ omega: 0.1 }),
  clipNorm({ omega: 0.1, p: 1 }),
  clipGlobalNorm({ omega: 0.1 }),
  clipGlobalNorm({ omega: 0.2, p: 3 }),
  clipGlobalNorm({ omega: 1e6 }),
];

const chains: Readonly<Record<string, Optimiser>> = {
  "no link at all": optimiserChain(),
  "decay, then adam": optimiserChain(weightDecay({ lambda: 0.2 }), signDecay(), adam({ eta })),
  "clipGlobalNorm, then momentum": optimiserChain(clipGlobalNorm({ omega: 0.1 }), momentum({ eta })),
  "momentum, then clipNorm": optimiserChain(momentum({ eta }), clipNorm({ omega: 0.01 })),
  "adam, then adam": optimiserChain(adam({ eta }), adam({ eta })),
  "accumGrad over 2, then adam": optimiserChain(accumGrad({ n: 2 }), adam({ eta })),
  "accumGrad over 5, longer than an epoch": optimiserChain(accumGrad({ n: 5 }), descent({ eta })),
  "accumGrad over 2 over 2": optimiserChain(accumGrad({ n: 2 }), accumGrad({ n: 2 }), nAdam({ eta })),
  "adam, then accumGrad": optimiserChain(adam({ eta }), accumGrad({ n: 2 })),
  "accumGrad, then a schedule": optimiserChain(accumGrad(), descent({ eta: stepDecay({ every: 2 }) })),
};

const rates: Readonly<Record<string, Rate>> = {
  constantRate: constantRate({ rate: eta }),
  stepDecay: stepDecay({ from: eta, factor: 0.5, every: 2 }),
  exponentialDecay: exponentialDecay({ from: eta, epochs: 3 }),
  cosineDecay: cosineDecay({ from: eta, to: 0.01, epochs: 4 }),
  oneCycle: oneCycle({ peak: eta, from: 0.01, epochs: 5 }),
  warmUp: warmUp({ epochs: 2.5, to: eta }),
  "warmUp to a schedule": warmUp({ epochs: 2, to: stepDecay({ from: eta, every: 3 }) }),
};

const classes = { loss: crossEntropy().fused.softmax!, finaliser: softmax, targets: "oneHot" } as const;

const situations: Readonly<Record<string, CaseOptions>> = {
  "the last batch of an epoch is smaller": { rows: 10, batchSize: 4 },
  "the last batch of an epoch is one row": { rows: 9, batchSize: 4 },
  "batches of one row": { rows: 5, batchSize: 1 },
  "batches of one row, batchNorm": { network: chain(batchNorm(), dense(3)), rows: 5, batchSize: 1 },
  "a batch larger than the data": { rows: 6, batchSize: 100 },
  "a single row": { rows: 1, batchSize: 3 },
  "more rows than a workgroup, a block or a vector has": { rows: 1500, batchSize: 700, epochs: 2 },
  "a penalty on weights": {
    optimiser: { rules: penalised(adam({ eta }), { lambda: 0.5, alpha: 0.3, batches: 3 }) },
  },
  "weights against a class imbalance": { ...classes, weights: Float64Array.of(5, 1, 1, 1, 0, 0, 1, 2, 1, 0) },
  "rows of weight zero fill a batch": {
    ...classes,
    batchSize: 1,
    rows: 3,
    weights: Float64Array.of(1, 0, 2),
  },
  "smoothed labels": { ...classes, loss: crossEntropy({ labelSmoothing: 0.1 }).fused.softmax! },
};

/** Training ends where the oracle's does; the oracle's ends where its gradients lead by hand. */
export const trainingLaws: readonly Law[] = [
  ...optimisers.map((optimiser) =>
    law(`optimiser ${optimiser.kind} ${JSON.stringify(optimiser.params)}`, { optimiser, epochs: 4 })
  ),
  ...Object.entries(chains).map(([name, optimiser]) => law(`chain: ${name}`, { optimiser, epochs: 5 })),
  ...Object.entries(rates).map(([name, rate]) =>
    law(`schedule ${name}`, { optimiser: descent({ eta: rate }), epochs: 6 })
  ),
  ...Object.entries(situations).map(([name, options]) => law(name, options)),
  ...networks.map(({ name, ...network }) =>
    law(`layer ${name}`, { ...network, optimiser: descent({ eta }) })
  ),
  orderLaw("an order that leaves out rows and repeats others", [[3, 3, 9, 0, 3], [1, 2, 2, 5, 8, 8, 8]]),
  orderLaw("no epoch at all", []),
];

function law(name: string, options: CaseOptions): Law {
  return { law: `training: ${name}`, check: (bench) => agrees(bench, caseOf(options)) };
}

function orderLaw(name: string, orders: readonly (readonly number[])[]): Law {
  return { law: `training: ${name}`, check: (bench) => agrees(bench, { ...caseOf(), orders }) };
}
