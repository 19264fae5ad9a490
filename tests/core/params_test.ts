import assert from "node:assert/strict";
import fc from "fast-check";
import {
  configured,
  diff,
  equal,
  flag,
  get,
  integer,
  type Kinded,
  listOf,
  nested,
  oneOf,
  real,
} from "../../core/mod.ts";
import { adam, clipGrad, descent, optimiserChain, stepDecay } from "../../nn/mod.ts";

interface LeafParams {
  readonly size: number;
  readonly rate: number;
}

interface RootParams {
  readonly count: number;
  readonly warm: boolean;
  readonly mode: "a" | "b";
  readonly sizes: readonly number[];
  readonly leaf: Kinded;
}

const leaf = configured<LeafParams, Record<never, never>>(
  "Leaf",
  { size: integer(1), rate: real(0.5) },
  () => ({}),
);
const root = configured<RootParams, Record<never, never>>(
  "Root",
  {
    count: integer(3, { min: 0 }),
    warm: flag(false),
    mode: oneOf<"a" | "b">(["a", "b"]),
    sizes: listOf([1], integer(1)),
    leaf: nested<Kinded>(leaf(), {
      expected: "a leaf",
      is: (v) => typeof v === "object" && v !== null && "kind" in v,
    }),
  },
  () => ({}),
);

const arbitraryChanges = fc.record({
  count: fc.nat(3),
  warm: fc.boolean(),
  mode: fc.constantFrom<"a" | "b">("a", "b"),
  sizes: fc.array(fc.nat(2), { maxLength: 2 }),
  "leaf.size": fc.nat(2),
  "leaf.rate": fc.constantFrom(0, 0.5, 1),
}, { requiredKeys: [] });

Deno.test("diff(m, m.with(c)) is exactly the keys of c that differ", () => {
  fc.assert(
    fc.property(arbitraryChanges, arbitraryChanges, (start, changes) => {
      const model = root().with(start);
      const differing = Object.entries(changes).filter(([path, value]) => !equal(get(model, path), value));
      assert.deepEqual(diff(model, model.with(changes)).sort(), differing.map(([path]) => path).sort());
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("get(m.with(c), path) is what c says, and m stays as it was", () => {
  fc.assert(
    fc.property(arbitraryChanges, (changes) => {
      const model = root();
      const changed = model.with(changes);
      for (const [path, value] of Object.entries(changes)) assert.deepEqual(get(changed, path), value);
      assert.deepEqual(diff(model, root()), []);
      assert.ok(
        Object.isFrozen(changed) && Object.isFrozen(changed.params) && Object.isFrozen(changed.params.sizes),
      );
    }),
    { seed: 2, numRuns: 200 },
  );
});

Deno.test("with() of the changes between two values leads from one to the other", () => {
  fc.assert(
    fc.property(arbitraryChanges, arbitraryChanges, (a, b) => {
      const [from, to] = [root().with(a), root().with(b)];
      const changes = Object.fromEntries(diff(from, to).map((path) => [path, get(to, path)]));
      assert.ok(equal(from.with(changes), to));
    }),
    { seed: 3, numRuns: 300 },
  );
});

Deno.test("with() carries out changes in their order: a part replaced, then changed within", () => {
  const changed = root().with({ leaf: leaf({ size: 7, rate: 1 }), "leaf.rate": 0.25 });
  assert.deepEqual(get(changed, "leaf.size"), 7);
  assert.deepEqual(get(changed, "leaf.rate"), 0.25);
});

Deno.test("paths reach members of lists by number, and into them", () => {
  const chain = optimiserChain(clipGrad({ delta: 2 }), adam({ eta: stepDecay() }));
  assert.equal(get(chain, "links.0.delta"), 2);
  assert.equal(get(chain, "links.1.eta.every"), 10);
  const changed = chain.with({ "links.0.delta": 3, "links.1.eta.every": 5 });
  assert.equal(get(changed, "links.0.delta"), 3);
  assert.equal(get(changed, "links.1.eta.every"), 5);
  assert.equal(get(chain.with({ "links.1": descent() }), "links.1.eta"), 0.1);
  assert.deepEqual(diff(chain, changed), ["links"]);
});

Deno.test("diff() gives one empty path for two kinds, and a part whole where its kind changed", () => {
  assert.deepEqual(diff(adam(), descent()), [""]);
  const other = { kind: "Root", params: { ...root().params, leaf: adam() } };
  assert.deepEqual(diff(root(), other), ["leaf"]);
});

const EQUAL: readonly (readonly [unknown, unknown, boolean])[] = [
  [1, 1, true],
  [NaN, NaN, true],
  [0, -0, false],
  [1, "1", false],
  [null, undefined, false],
  [null, {}, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], { 0: 1 }, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: undefined }, {}, false],
  [{ a: undefined }, { b: undefined }, false],
  [Float64Array.of(1, 2), Float64Array.of(1, 2), true],
  [Float64Array.of(1, 2), Float64Array.of(1, 3), false],
  [adam(), adam(), true],
  [adam(), adam({ eta: 1 }), false],
  [adam(), { kind: "Adam", params: adam().params }, false],
  [Math.sin, Math.sin, true],
  [() => 1, () => 1, false],
];

for (const [a, b, want] of EQUAL) {
  const show = (value: unknown) =>
    typeof value === "object" && value !== null && "kind" in value ? value.kind : Deno.inspect(value);
  Deno.test(`equal(${show(a)}, ${show(b)}) is ${want}`, () => {
    assert.equal(equal(a, b), want);
    assert.equal(equal(b, a), want);
  });
}

const MESSAGES: readonly (readonly [string, () => unknown, string, string])[] = [
  [
    'with({ "leaf.depth": 2 })',
    () => root().with({ "leaf.depth": 2 }),
    "TypeError",
    'Cannot set "depth" of Leaf: known parameters are size, rate',
  ],
  [
    'with({ "count.size": 2 })',
    () => root().with({ "count.size": 2 }),
    "TypeError",
    'Cannot set "count.size" of Root: "count" is 3, which has no parameters; known parameters are count, warm, mode, sizes, leaf',
  ],
  [
    'with({ "leave.size": 2 })',
    () => root().with({ "leave.size": 2 }),
    "TypeError",
    'Cannot set "leave.size" of Root: there is no "leave"; known parameters are count, warm, mode, sizes, leaf',
  ],
  [
    'with({ "links.2.eta": 1 })',
    () => optimiserChain(adam(), adam()).with({ "links.2.eta": 1 }),
    "TypeError",
    'Cannot set "links.2.eta" of OptimiserChain: "2" is no number from 0 to 1',
  ],
  [
    'with({ "links.-1": … })',
    () => optimiserChain(adam()).with({ "links.-1": adam() }),
    "TypeError",
    'Cannot set "links.-1" of OptimiserChain: "-1" is no number from 0 to 0',
  ],
  [
    'with({ "sizes.0.x": 1 })',
    () => root().with({ "sizes.0.x": 1 }),
    "TypeError",
    'Cannot set "sizes.0.x" of Root: 1 has no parameters',
  ],
  [
    'with({ "sizes.0": 1.5 })',
    () => root().with({ "sizes.0": 1.5 }),
    "RangeError",
    'Cannot set "sizes" of Root: expected a list, each an integer, got [1.5]',
  ],
  [
    'get(root, "leaves")',
    () => get(root(), "leaves"),
    "TypeError",
    'Cannot get "leaves" of Root: there is no "leaves"; known parameters are count, warm, mode, sizes, leaf',
  ],
  [
    'get(root, "count.size")',
    () => get(root(), "count.size"),
    "TypeError",
    'Cannot get "count.size" of Root: "count" has no parameters',
  ],
  [
    'get(root, "leaf.depth")',
    () => get(root(), "leaf.depth"),
    "TypeError",
    'Cannot get "depth" of Leaf: there is no "depth"; known parameters are size, rate',
  ],
];

for (const [call, run, name, message] of MESSAGES) {
  Deno.test(`${call} is refused: ${message}`, () => assert.throws(run, { name, message }));
}
