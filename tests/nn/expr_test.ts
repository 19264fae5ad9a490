import assert from "node:assert/strict";
import fc from "fast-check";
import type { Expr } from "../../core/mod.ts";
import {
  abs,
  add,
  ARITY,
  compile,
  cos,
  differentiate,
  div,
  exp,
  floor,
  gt,
  isExpr,
  log,
  logistic,
  max,
  min,
  mul,
  neg,
  pow,
  select,
  sign,
  softplusOf,
  sqrt,
  sub,
  tanhOf,
  variables,
} from "../../nn/mod.ts";

const at = (expr: Expr, x: number) => compile(expr, ["x"])([x]);

Deno.test("constructors fold constants and drop neutral elements", () => {
  const cases: readonly (readonly [Expr, Expr])[] = [
    [neg(2), -2],
    [add(2, 3), 5],
    [add(0, "x"), "x"],
    [add("x", 0), "x"],
    [sub(5, 3), 2],
    [sub("x", 0), "x"],
    [sub(0, "x"), ["neg", "x"]],
    [mul(2, 3), 6],
    [mul(0, "x"), 0],
    [mul("x", 0), 0],
    [mul(1, "x"), "x"],
    [mul("x", 1), "x"],
    [div(6, 3), 2],
    [div(0, "x"), 0],
    [div("x", 1), "x"],
    [pow(2, 3), 8],
    [pow("x", 0), 1],
    [pow("x", 1), "x"],
    [select(1, "a", "b"), "a"],
    [select(0, "a", "b"), "b"],
    [mul("x", "y"), ["mul", "x", "y"]],
  ];
  for (const [got, want] of cases) assert.deepEqual(got, want);
});

Deno.test("compile() computes every operation", () => {
  const cases: readonly (readonly [Expr, number, number])[] = [
    [neg("x"), 2, -2],
    [abs("x"), -2, 2],
    [sign("x"), -2, -1],
    [sign("x"), 0, 0],
    [exp("x"), 1, Math.E],
    [log("x"), Math.E, 1],
    [sqrt("x"), 9, 3],
    [tanhOf("x"), 0.5, Math.tanh(0.5)],
    [floor("x"), -1.5, -2],
    [cos("x"), Math.PI, -1],
    [add("x", 1), 2, 3],
    [sub("x", 1), 2, 1],
    [mul("x", 3), 2, 6],
    [div("x", 4), 2, 0.5],
    [pow("x", 3), 2, 8],
    [max("x", 1), 2, 2],
    [min("x", 1), 2, 1],
    [gt("x", 1), 2, 1],
    [gt("x", 2), 2, 0],
    [select("x", 5, 7), 2, 5],
    [select("x", 5, 7), 0, 7],
  ];
  for (const [expr, x, want] of cases) assert.equal(at(expr, x), want, JSON.stringify(expr));
  const used = new Set(cases.map(([expr]) => typeof expr === "object" ? expr[0] : expr));
  assert.deepEqual([...used].sort(), Object.keys(ARITY).sort());
});

Deno.test("compile() takes variables in the order of their names", () => {
  assert.equal(compile(sub("a", "b"), ["b", "a"])([1, 10]), 9);
});

Deno.test("compile() names the variables that it knows when another is asked for", () => {
  assert.throws(() => compile(add("x", "z"), ["x", "y"]), {
    name: "TypeError",
    message: 'Cannot compile variable "z": known variables are x, y',
  });
});

// Operations with a smooth derivative, over numbers at which they are defined.
const smooth: fc.Memo<Expr> = fc.memo((depth) => {
  const leaf = fc.oneof(
    fc.constant<Expr>("x"),
    fc.double({ min: -2, max: 2, noNaN: true }).map((c): Expr => c),
  );
  if (depth <= 1) return leaf;
  const inner = smooth();
  return fc.oneof(
    leaf,
    fc.tuple(inner, inner).map(([a, b]) => add(a, b)),
    fc.tuple(inner, inner).map(([a, b]) => sub(a, b)),
    fc.tuple(inner, inner).map(([a, b]) => mul(a, b)),
    fc.tuple(inner, inner).map(([a, b]) => div(a, add(1, mul(b, b)))),
    inner.map((a) => neg(a)),
    inner.map((a) => tanhOf(a)),
    inner.map((a) => cos(a)),
    inner.map((a) => exp(tanhOf(a))),
    inner.map((a) => log(add(1, mul(a, a)))),
    inner.map((a) => sqrt(add(1, mul(a, a)))),
    inner.map((a) => pow(add(1, mul(a, a)), 1.5)),
    inner.map((a) => pow(2, tanhOf(a))),
    inner.map((a) => logistic(a)),
  );
});

Deno.test("differentiate() agrees with central differences for any smooth expression", () => {
  fc.assert(
    fc.property(smooth(4), fc.double({ min: -1.5, max: 1.5, noNaN: true }), (expr, x) => {
      const h = 1e-5;
      const [above, below] = [at(expr, x + h), at(expr, x - h)];
      fc.pre(Math.abs(above) < 1e3);
      const slope = at(differentiate(expr, "x"), x);
      fc.pre(Math.abs(slope) < 1e3);
      const bend = Math.abs(at(differentiate(differentiate(expr, "x"), "x"), x)); // a measure of the step's error
      fc.pre(bend < 1e3);
      return Math.abs(slope - (above - below) / (2 * h)) <= 1e-4 * Math.max(1, Math.abs(slope), bend);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("differentiate() takes kinks and steps as documented", () => {
  const slope = (expr: Expr, x: number) => at(differentiate(expr, "x"), x);
  assert.equal(slope(abs("x"), 0), 0);
  assert.equal(slope(abs("x"), -3), -1);
  assert.equal(slope(max("x", 1), 1), 0.5);
  assert.equal(slope(max("x", 1), 2), 1);
  assert.equal(slope(max("x", 1), 0), 0);
  assert.equal(slope(min("x", 1), 1), 0.5);
  assert.equal(slope(min("x", 1), 0), 1);
  assert.equal(slope(min("x", mul(2, "x")), -3), 2);
  for (const flat of [floor("x"), sign("x"), gt("x", 1)]) assert.equal(differentiate(flat, "x"), 0);
  assert.equal(slope(select(gt("x", 1), mul(3, "x"), 0), 2), 3);
  assert.equal(slope(select(gt("x", 1), mul(3, "x"), 0), 1), 0);
  assert.equal(slope(pow("x", "x"), 2), 4 * (Math.log(2) + 1));
});

Deno.test("differentiate() leaves other variables alone", () => {
  assert.deepEqual(differentiate(mul("a", "b"), "a"), "b");
  assert.equal(differentiate(exp("b"), "a"), 0);
});

Deno.test("logistic() and softplusOf() do not overflow", () => {
  assert.deepEqual([-1e5, -40, 0, 40, 1e5].map((x) => at(logistic("x"), x)), [0, 0, 0.5, 1, 1]);
  assert.deepEqual([-1e5, 0, 1e5].map((x) => at(softplusOf("x"), x)), [0, Math.LN2, 1e5]);
});

Deno.test("variables() finds each name once", () => {
  assert.deepEqual([...variables(add("x", mul("y", sub("x", 2))))], ["x", "y"]);
  assert.deepEqual([...variables(3)], []);
});

Deno.test("isExpr() checks operations and arities all the way down", () => {
  for (const right of [1, "x", ["neg", "x"], ["select", "a", 1, ["add", 2, "b"]]]) assert.ok(isExpr(right));
  const wrong = [null, undefined, true, {}, [], ["neg"], ["neg", 1, 2], ["sin", 1], ["add", 1, ["mul", 2]]];
  for (const each of wrong) assert.ok(!isExpr(each), JSON.stringify(each));
});

Deno.test("an expression survives JSON", () => {
  const expr = select(gt("x", 0), log(add(1, exp("x"))), -1);
  assert.deepEqual(JSON.parse(JSON.stringify(expr)), expr);
});
