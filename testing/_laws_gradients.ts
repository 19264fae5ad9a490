import type { State } from "../core/array.ts";
import { rng } from "../core/rng.ts";
import { activate, activations, chain, dense } from "../nn/mod.ts";
import { type Bench, closeTo, largest, type Law } from "./_bench.ts";
import { type Case, caseOf, normals } from "./_cases.ts";
import { networks } from "./_networks.ts";
import { objectives } from "./_objectives.ts";
import { gradient } from "./gradient.ts";

const H = 1e-5; // truncation h² and rounding 1e-16 / h both stay far below 1e-6
const DIRECTIONS = 3;

const weights = Float64Array.of(1, 0.25, 2, 0, 3, 1, 0, 0.5, 1, 4);

/** Gradients are what finite differences of the oracle's loss say, and the oracle's own elsewhere. */
export const gradientLaws: readonly Law[] = [
  ...networks.map((network) => law(`layer ${network.name}`, caseOf(network))),
  ...activations.map((activation) =>
    law(
      `activation ${activation.kind}`,
      caseOf({ network: chain(dense(5, { activation }), dense(4), activate(activation), dense(2)) }),
    )
  ),
  ...activations.map((finaliser) => law(`finaliser ${finaliser.kind}`, caseOf({ finaliser }))),
  ...objectives.map((objective) => law(`loss ${objective.name}`, caseOf(objective))),
  ...objectives.map((objective) =>
    law(`weighted rows, loss ${objective.name}`, caseOf({ ...objective, weights }))
  ),
  law("a batch of one", caseOf({ rows: 1 })),
  law(
    "a batch of one row, batchNorm",
    caseOf({ ...networks.find(({ name }) => name === "batchNorm"), rows: 1 }),
  ),
];

function law(name: string, example: Case): Law {
  return {
    law: `gradients: ${name}`,
    check: (bench) => bench.oracle ? agreesWith(bench, example) : agreesWithDifferences(bench, example),
  };
}

async function agreesWith({ backend, oracle, tolerance, epsilon }: Bench, example: Case): Promise<void> {
  const { plan, examples, start: state } = example;
  const found = await gradient(backend, plan, { state, examples });
  const wanted = await gradient(oracle!, plan, { state, examples });
  closeTo([found.loss], [wanted.loss], { name: "loss", tolerance, slack: epsilon });
  for (const [name, values] of wanted.arrays) {
    const slack = epsilon * largest(state.arrays.get(name)!.data); // of the subtraction that shows the gradient
    closeTo(found.arrays.get(name) ?? [], values, { name, tolerance, slack });
  }
}

// (L(w + h d) − L(w − h d)) / 2h = g · d
async function agreesWithDifferences({ backend }: Bench, { plan, examples, start }: Case): Promise<void> {
  const { arrays } = await gradient(backend, plan, { state: start, examples });
  const numbers = [...arrays.values()].flatMap((values) => [...values]);
  const norm = Math.hypot(...numbers);
  for (let i = 0; i < DIRECTIONS; i++) {
    const direction = normals(numbers.length, rng(i));
    const lossAt = async (h: number) =>
      (await gradient(backend, plan, { state: moved(start, [...arrays.keys()], { direction, h }), examples }))
        .loss;
    const slope = (await lossAt(H) - await lossAt(-H)) / (2 * H);
    const along = numbers.reduce((sum, g, k) => sum + g * direction[k]!, 0);
    closeTo([along], [slope], {
      name: "gradient along a direction",
      tolerance: 0,
      slack: 1e-6 * norm + 1e-12,
    });
  }
}

interface Move {
  readonly direction: Float32Array;
  readonly h: number;
}

// w + h d, array after array
function moved(state: State, names: readonly string[], { direction, h }: Move): State {
  const arrays = new Map(state.arrays);
  let from = 0;
  for (const name of names) {
    const { shape, data } = state.arrays.get(name)!;
    const at = from;
    arrays.set(name, { shape, data: Float64Array.from(data, (value, k) => value + h * direction[at + k]!) });
    from += data.length;
  }
  return { step: state.step, arrays };
}
