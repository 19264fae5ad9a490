import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import {
  categorical,
  type Finite,
  finite,
  fitFinite,
  type Label,
  labels,
  logpdf,
  mode,
  modes,
  pdf,
  sample,
} from "../../data/mod.ts";
import records from "../golden/univariate_finite.json" with { type: "json" };

// deno-lint-ignore no-explicit-any -- each record has inputs of its own shape
type Check = (input: any, expected: any, tol: number) => void;

// What upstream says and attune has decided otherwise.
const DECLINED: Readonly<Record<string, string>> = {
  "default class names": "levels are a required argument: there are no invented names",
  "no pool given": "levels are a required argument: no pool is invented, so there is nothing to warn of",
  "Dict with raw keys and no pool": "levels are a required argument, so the compiler refuses it",
  "ordered given with a pool": "levels are a list of labels, which has no order of its own to contradict",
};

function withSupport({ pool, ordered, probs }: {
  pool: string[];
  ordered?: boolean;
  probs: Record<string, number>;
}): Finite {
  return finite(pool, Object.values(probs), { ordered: ordered ?? false, support: Object.keys(probs) });
}

const at = (d: Finite, label: Label | null): number => pdf(d, label)[0]!;

const near = (found: number, wanted: number, tol: number): void =>
  assert.ok(found === wanted || Math.abs(found - wanted) <= tol, `${found} is not ${wanted}`);

const CHECKS: Readonly<Record<string, Check>> = {
  "support omits unseen classes, in pool order": (input, expected) =>
    assert.deepEqual(withSupport(input).support, expected),
  "pdf": (input, { missing, ...expected }) => {
    const d = withSupport(input);
    for (const [label, p] of Object.entries(expected)) assert.equal(at(d, label), p);
    assert.equal(missing, "missing");
    assert.ok(Number.isNaN(at(d, null)));
  },
  "logpdf": (input, expected, tol) => {
    for (const [label, log] of Object.entries(expected)) {
      near(logpdf(withSupport(input), label)[0]!, log === "-Inf" ? -Infinity : Number(log), tol);
    }
  },
  "mode": (input, expected) => assert.deepEqual(labels(mode(withSupport(input))), [expected]),
  "sample scitype": (input, expected) => {
    const drawn = sample(withSupport(input), rng(1));
    assert.equal(`${drawn.scitype}{${drawn.levels.length}}`, expected);
  },
  "modes, tie": ({ probs }, expected) =>
    assert.deepEqual(modes(withSupport({ pool: ["a", "f", "q", "s"], probs })), [expected]),
  "sampling accepts unnormalised probabilities": ({ support, probs }, expected) => {
    assert.equal(expected, "same draws as [.7,.2,.1]");
    const rows = new Array(200).fill(0);
    const draw = (p: number[]) => sample(finite(support, rows.map(() => p)), rng(3)).codes;
    assert.deepEqual(draw(probs), draw([0.7, 0.2, 0.1]));
  },
  "pdf of many classes": ({ support, probs, at: classes }, expected) =>
    assert.deepEqual(classes.map((label: string) => at(finite(support, probs), label)), expected),
  "mode with NaN probability": ({ probs }) => {
    const d = finite([1, 2, 3, 4, 5], probs.map(Number));
    assert.throws(() => mode(d), { name: "DataError", message: /NaN/ });
  },
  "fit": ({ y, pool }, expected) => {
    const d = fitFinite(categorical(y, { levels: pool }));
    for (const label of pool) assert.equal(at(d, label), expected[label]);
  },
  "fit weighted": ({ y, w, pool }, expected) => {
    const d = fitFinite(categorical(y, { levels: pool }), w);
    for (const label of pool) near(at(d, label), expected[label], 1e-15);
  },
  "pdf of class outside the pool": ({ pool, at: label }) =>
    assert.throws(() => pdf(finite(pool, [0.1, 0.2, 0.3, 0.4]), label), {
      name: "DataError",
      message: 'Cannot look up probabilities: "j" is not a level; the levels are "a", "b", "c", "f"',
    }),
  "params": ({ support, probs }, expected) => {
    const d = finite(support, probs);
    assert.deepEqual({ levels: d.levels, probs: d.support.map((label) => [label, at(d, label)]) }, expected);
  },
  "equality ignores class order": ([one, other], expected) => {
    const pool = ["maybe", "no", "yes"];
    const [a, b] = [withSupport({ pool, probs: one }), withSupport({ pool, probs: other })];
    assert.equal(pool.every((label) => at(a, label) === at(b, label)), expected);
    assert.deepEqual(a.probs, b.probs);
  },
  "augment: number of classes": ({ probs_shape: [n, k] }, expected) => {
    const probs = Array.from({ length: n }, () => new Array(k).fill(0.25));
    const name = (d: Finite) => `${d.scitype}{${d.levels.length}}`;
    const found = {
      plain: name(finite(["a", "b"], probs)),
      augment: name(finite(["a", "b", "c"], probs, { augment: true })),
    };
    assert.deepEqual(found, expected);
  },
  "augment binary vector: given probability belongs to the second class": ({ support, p }, expected, tol) => {
    const d = finite(support, p, { augment: true });
    for (const label of support) near(at(d, label), expected[label], tol);
  },
};

Deno.test("finite() agrees: every record is either checked or declined", () => {
  const known = [...Object.keys(CHECKS), ...Object.keys(DECLINED)].sort();
  assert.deepEqual(records.map((record) => record.case).sort(), known);
});

for (const record of records.filter((record) => !(record.case in DECLINED))) {
  Deno.test(`finite() agrees: ${record.case} (${record.source})`, () => {
    CHECKS[record.case]!(record.input, record.expected, "tol" in record ? Number(record.tol) : 0);
  });
}
