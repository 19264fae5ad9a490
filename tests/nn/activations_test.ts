import assert from "node:assert/strict";
import {
  type Activation,
  activation,
  activations,
  celu,
  compile,
  differentiate,
  elu,
  hardSigmoid,
  hardTanh,
  isActivation,
  leakyRelu,
  mul,
  relu,
  relu6,
  selu,
  sigmoid,
  softplus,
  softsign,
} from "../../nn/mod.ts";
import golden from "../golden/pytorch_activations.json" with { type: "json" };

const TABLES: Readonly<Record<string, { readonly values: number[]; readonly slopes: number[] }>> =
  golden.activations;

for (const each of activations) {
  Deno.test(`${each.kind} and its derivative are PyTorch's (${golden.tool})`, () => {
    const { values, slopes } = TABLES[each.kind]!;
    golden.points.forEach((x, i) => {
      close(value(each, x), values[i]!, golden.tolerance, `at ${x}`);
      close(slope(each, x), slopes[i]!, golden.tolerance, `slope at ${x}`);
    });
  });

  Deno.test(`the derivative of ${each.kind} is its central difference at 601 points`, () => {
    const h = 1e-5;
    for (let i = 0; i <= 600; i++) {
      const x = -10.005 + 20 * i / 600; // meets no kink: those are at whole numbers
      close(slope(each, x), (value(each, x + h) - value(each, x - h)) / (2 * h), 1e-6, `at ${x}`);
    }
  });

  Deno.test(`${each.kind} and its derivative stay finite far out`, () => {
    for (const x of [-1e4, -800, -100, 100, 800, 1e4]) {
      assert.ok(Number.isFinite(value(each, x)), `at ${x}: ${value(each, x)}`);
      assert.ok(Number.isFinite(slope(each, x)), `slope at ${x}: ${slope(each, x)}`);
    }
  });
}

Deno.test("activations with a kink have the usual derivative there", () => {
  const kinks: readonly (readonly [Activation, number, number])[] = [
    [relu, 0, 0],
    [relu6, 0, 0],
    [relu6, 6, 0],
    [leakyRelu, 0, 0.01],
    [elu, 0, 1],
    [celu, 0, 1],
    [selu, 0, 1.0507009873554805 * 1.6732632423543772],
    [softplus, 0, 0.5],
    [softsign, 0, 1],
    [hardTanh, -1, 0.5],
    [hardTanh, 1, 0.5],
    [hardSigmoid, -3, 1 / 12],
    [hardSigmoid, 3, 1 / 12],
  ];
  for (const [each, x, want] of kinks) close(slope(each, x), want, 1e-15, `${each.kind} at ${x}`);
});

Deno.test("activations take their hyperparameters with with(), checked", () => {
  assert.equal(value(leakyRelu.with({ slope: 0.2 }), -2), -0.4);
  close(value(elu.with({ alpha: 3 }), -1), 3 * (Math.exp(-1) - 1), 1e-15, "elu");
  close(value(celu.with({ alpha: 3 }), -1), 3 * (Math.exp(-1 / 3) - 1), 1e-15, "celu");
  assert.equal(leakyRelu.params.slope, 0.01);
  assert.throws(() => celu.with({ alpha: 0 }), {
    name: "RangeError",
    message: 'Cannot set "alpha" of celu: expected a number > 0, got 0',
  });
});

Deno.test("activations holds every activation once, by a name of its own", () => {
  const names = activations.map((each) => each.kind);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual([...names].sort(), Object.keys(TABLES).sort());
  assert.ok(Object.isFrozen(activations));
  for (const each of activations) assert.equal(each.scalar.name, each.kind);
});

Deno.test("activation() makes one of a formula, equal to another by that formula", () => {
  const cube = activation("cube", (x) => mul(x, mul(x, x)));
  assert.equal(value(cube, 2), 8);
  assert.equal(slope(cube, 2), 12);
  assert.deepEqual(cube.params, { formula: ["mul", "x", ["mul", "x", "x"]] });
  assert.deepEqual(JSON.parse(JSON.stringify(cube.scalar)), cube.scalar);
});

Deno.test("isActivation() knows an activation from its function and from a name", () => {
  assert.ok(isActivation(sigmoid));
  for (const other of ["sigmoid", null, undefined, 3, () => sigmoid, { kind: "sigmoid" }]) {
    assert.ok(!isActivation(other));
  }
});

function value(each: Activation, x: number): number {
  return compile(each.scalar.expr, ["x"])([x]);
}

function slope(each: Activation, x: number): number {
  return compile(differentiate(each.scalar.expr, "x"), ["x"])([x]);
}

function close(got: number, want: number, tolerance: number, where: string): void {
  assert.ok(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)), `${where}: ${got} for ${want}`);
}
