import assert from "node:assert/strict";
import {
  accumGrad,
  adaDelta,
  adam,
  adaMax,
  adamW,
  amsGrad,
  clipGrad,
  clipNorm,
  descent,
  lion,
  momentum,
  nAdam,
  nesterov,
  type Optimiser,
  optimiserChain,
  rmsProp,
  rprop,
  signDecay,
  weightDecay,
} from "../../nn/mod.ts";
import golden from "../golden/optimisers.json" with { type: "json" };
import { bench } from "./_bench.ts";
import { type OracleRecord, titleOf } from "./_records.ts";

const RECORDS: readonly OracleRecord[] = golden;

// Records that give weights and gradients and expect the weights after one step, or after each of a trajectory.
const MOVES: Readonly<Record<string, Optimiser>> = {
  "Descent(0.1)": descent({ eta: 0.1 }),
  "WeightDecay(0.1) alone": weightDecay({ lambda: 0.1 }),
  "SignDecay(0.1) alone": signDecay({ lambda: 0.1 }),
  "SignDecay(0.1) alone, mixed signs": signDecay({ lambda: 0.1 }),
  "ClipGrad(2) alone": clipGrad({ delta: 2 }),
  "chain ClipGrad(2), WeightDecay(0.1)": optimiserChain(clipGrad({ delta: 2 }), weightDecay({ lambda: 0.1 })),
  "chain Descent(0.1)": optimiserChain(descent({ eta: 0.1 })),
  "empty chain": optimiserChain(),
  "trajectory Descent(0.1)": descent({ eta: 0.1 }),
  "trajectory Momentum(0.01,0.9)": momentum({ eta: 0.01, rho: 0.9 }),
  "trajectory Nesterov(0.001,0.9)": nesterov({ eta: 0.001, rho: 0.9 }),
  "trajectory RMSProp()": rmsProp(),
  "trajectory RMSProp(centred)": rmsProp({ centred: true }),
  "trajectory Adam()": adam(),
  "trajectory AdamW(…,0.01; couple=false)": adamW({ lambda: 0.01, couple: false }),
  // Lion is the published rule; upstream's mean is the reverse of it, with the same trajectory here.
  "trajectory Lion()": lion(),
  "trajectory AdaMax()": adaMax(),
  "trajectory AdaDelta()": adaDelta(),
  "trajectory AMSGrad()": amsGrad(),
  "trajectory NAdam()": nAdam(),
  "trajectory Rprop()": rprop(),
};

type Check = (input: Input, expected: unknown, tolerance: number) => void;

interface Input {
  readonly x?: readonly number[];
  readonly g?: readonly number[];
  readonly x0?: number;
  readonly gradients?: readonly number[];
}

// Records that ask for something else than weights.
const CHECKS: Readonly<Record<string, Check>> = {
  "Momentum(0.1) velocity after one step": ({ x = [], g = [] }, expected, tolerance) => {
    const on = bench(momentum({ eta: 0.1 }).rules, [x]);
    on.step(g);
    close(on.slot("w0#0.v"), expected, tolerance);
  },
  "ClipGrad(13) step": ({ g = [] }, expected, tolerance) =>
    close(stepOf(clipGrad({ delta: 13 }), g), expected, tolerance),
  "ClipNorm(5, p=1) 1-norm of step": ({ g = [] }, expected, tolerance) => {
    const step = stepOf(clipNorm({ omega: 5, p: 1 }), g);
    close([step.reduce((sum, s) => sum + Math.abs(s), 0)], [expected], tolerance);
  },
  "chain ClipGrad(2), Adam(): first moment after one step": ({ g = [] }, expected, tolerance) => {
    const on = bench(optimiserChain(clipGrad({ delta: 2 }), adam()).rules, [[1, 10, 100]]);
    on.step(g);
    close(on.slot("w0#1.m"), expected, tolerance);
  },
  "adjust changes eta but keeps state": (_input, expected) => {
    const before = momentum({ eta: 0.1, rho: 0.9 });
    const after = before.with({ eta: 0.2 });
    assert.deepEqual({ ...after.params, state: "unchanged" }, expected);
    const [old, fresh] = [bench(before.rules, [[1]]), bench(after.rules, [[1]])];
    old.step([5]);
    for (const [name, { values }] of fresh.optimise.slots) values.set(old.slot(name));
    close(fresh.step([5])[0]!, [1 - (0.9 * 0.5 + 0.2 * 5)], 1e-12);
  },
  "AccumGrad(3) then Descent(lr)": () => {
    const on = bench(optimiserChain(accumGrad({ n: 3 }), descent({ eta: 0.5 })).rules, [[1, 2]]);
    const moves = [[1, 2], [3, 4], [5, 12], [1, 1], [1, 1], [1, 1]].map((g) => on.step(g)[0]!);
    const third = [1 - 0.5 * (1 + 3 + 5) / 3, 2 - 0.5 * (2 + 4 + 12) / 3];
    const want = [[1, 2], [1, 2], third, third, third, third.map((w) => w - 0.5)];
    moves.forEach((got, i) => close(got, want[i]!, 1e-12));
  },
};

for (const [i, record] of RECORDS.entries()) {
  Deno.test(`an optimiser moves as Optimisers.jl does: ${titleOf(record, i)}`, () => {
    const { expected, tol = 1e-9 } = record;
    const input = (record.input ?? {}) as Input; // a record of the golden file, or none
    const check = CHECKS[record.case];
    if (check) return check(input, expected, tol);
    const optimiser = MOVES[record.case]!;
    const { x = [], g = [], x0, gradients } = input;
    if (x0 === undefined) return close(bench(optimiser.rules, [x]).step(g)[0]!, expected, tol);
    const on = bench(optimiser.rules, [[x0]]);
    close(gradients!.map((gradient) => on.step([gradient])[0]![0]!), expected, tol);
  });
}

Deno.test("every golden optimiser is a record of a known case, and no case is left over", () => {
  const cases = [...Object.keys(MOVES), ...Object.keys(CHECKS)].sort();
  assert.deepEqual(RECORDS.map((record) => record.case).sort(), cases);
  assert.equal(RECORDS.length, 27);
});

// What is subtracted from weights.
function stepOf(optimiser: Optimiser, g: readonly number[]): number[] {
  return bench(optimiser.rules, [g.map(() => 0)]).step(g)[0]!.map((w) => -w);
}

function close(got: readonly number[], want: unknown, tolerance: number): void {
  assert.ok(Array.isArray(want) && want.length === got.length, `${got} for ${want}`);
  got.forEach((value, i) => assert.ok(Math.abs(value - want[i]) <= tolerance, `${got} for ${want}`));
}
