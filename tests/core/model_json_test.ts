import assert from "node:assert/strict";
import { categorical } from "../../data/mod.ts";
import { configured, type Kind, modelFromJson, modelToJson, nested } from "../../core/mod.ts";
import { defineMeasure } from "../../measures/mod.ts";
import { groupCv } from "../../meta/mod.ts";
import { adam, constant, heNormal, relu } from "../../nn/mod.ts";
import { descender } from "../../testing/mod.ts";

// A kind whose one hyperparameter may be anything.
const box = configured<{ readonly held: unknown }, object>(
  "Box",
  { held: nested<unknown>(0, { expected: "anything", is: () => true }) },
  () => ({}),
);

function back(held: unknown, ...kinds: readonly Kind[]): unknown {
  const json = JSON.parse(JSON.stringify(modelToJson(box({ held }))));
  const { params } = modelFromJson(json, [box, ...kinds]);
  return (params as { readonly held: unknown }).held; // the parameters of a box
}

const PLAIN: readonly unknown[] = [
  null,
  true,
  "text",
  "NaN",
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
  [],
  [1, ["a", [NaN]]],
  {},
  { a: { b: [-0] } },
  { kind: "Adam", params: {} },
  constant(2),
  heNormal,
  Int32Array.of(-1, 2),
  Float64Array.of(NaN, -0, 0.1),
  Float32Array.of(1.5),
];

Deno.test("plain values go through JSON as they are, to the bit", () => {
  for (const held of PLAIN) assert.deepEqual(back(held), held);
});

Deno.test("configured values go through JSON wherever they stand", () => {
  const held = { list: [adam({ eta: 0.5 }), box({ held: relu })] };
  assert.deepEqual(modelToJson(box({ held: back(held, adam, relu) })), modelToJson(box({ held })));
});

Deno.test("a measure goes by its id, and must be given", () => {
  const misses = defineMeasure({ id: "misses", goal: "min" }, () => 0);
  assert.equal(back([misses], misses)?.[0 as never], misses);
  assert.throws(() => back([misses]), {
    name: "SavedError",
    message:
      'Cannot load "held.0" of the model: no measure "misses" is known; give it, e.g. load(bytes, { kinds: [myMeasure] })',
  });
});

Deno.test("of a function only its name is kept: in its place stands one that throws where it is called, and says which it is", () => {
  const held = back({ a: [Math.log] }) as { readonly a: readonly (() => void)[] };
  assert.equal(held.a[0]?.name, "log");
  assert.throws(held.a[0]!, {
    name: "Error",
    message:
      'Cannot call "held.a.0" of the model: it is code, which was not saved; give a value that holds it to load(), ' +
      "or set what holds it anew, by with()",
  });
});

Deno.test("a function comes back from a value of its kind, where that is given", () => {
  const json = modelToJson(box({ held: Math.log }));
  assert.equal(modelFromJson(json, [box({ held: Math.exp })]).params["held" as never], Math.exp);
});

Deno.test("a column among hyperparameters comes back with its codes", () => {
  const groups = categorical(["a", "b", "a"]);
  const cv = groupCv({ groups, folds: 2 });
  const again = modelFromJson(modelToJson(cv), [groupCv({ groups: [] })]) as typeof cv;
  assert.deepEqual((again.params.groups as typeof groups).codes, groups.codes);
});

const REFUSED: readonly (readonly [held: unknown, message: RegExp])[] = [
  [
    new Date(0),
    /^Cannot save "held": it is .*; numbers, text, lists, records and configured values can be saved$/,
  ],
  [{ a: [new Map()] }, /^Cannot save "held.a.0": it is /],
  [1n, /^Cannot save "held": it is 1; /],
  [
    { a: { $kind: "Adam" } },
    /^Cannot save "held.a.\$kind": names that begin with \$ mean something in files; rename it$/,
  ],
];

Deno.test("modelToJson() refuses what it cannot write, by its path", () => {
  for (const [held, message] of REFUSED) {
    assert.throws(() => modelToJson(box({ held })), { name: "TypeError", message });
  }
});

const BROKEN: readonly (readonly [json: unknown, message: RegExp])[] = [
  [null, /^Cannot make a model of null: it names no kind$/],
  [{ $kind: 3, params: {} }, /^Cannot load the model: no kind 3 is known; /],
  [{ $kind: "toString", params: {} }, /^Cannot load the model: no kind "toString" is known; /],
  [{ $kind: "Box" }, /^Cannot load the model: Box has no hyperparameters$/],
  [
    { $kind: "Box", params: { held: { $kind: "Box", params: { other: 1 } } } },
    /^Cannot load "held" of the model: Box refuses/,
  ],
  [
    { $kind: "Box", params: { held: { $array: "BigInt64Array", values: [1] } } },
    /^Cannot load "held" of the model: it is no array/,
  ],
  [
    { $kind: "Box", params: { held: { $array: "Int32Array", values: "x" } } },
    /^Cannot load "held" of the model: it is no array/,
  ],
  [
    { $kind: "Box", params: { held: { $measure: 1 } } },
    /^Cannot load "held" of the model: no measure 1 is known/,
  ],
];

Deno.test("modelFromJson() refuses what was not written by modelToJson()", () => {
  for (const [json, message] of BROKEN) {
    assert.throws(() => modelFromJson(json, [box]), { name: "SavedError", message });
  }
});

Deno.test("modelFromJson() refuses kinds that make nothing by themselves, or something else", () => {
  const json = modelToJson(descender());
  const needy = (options?: { readonly epochs: number }) => descender({ epochs: options!.epochs });
  assert.throws(() => modelFromJson(json, [needy as Kind]), {
    name: "TypeError",
    message:
      "Cannot take function needy for a kind: it makes nothing without options; give a value that it made",
  });
  assert.throws(() => modelFromJson(json, [{ kind: "Descender", params: {} }]), {
    name: "TypeError",
    message: "Cannot take Descender for a kind: give a factory, e.g. mlp, or a value that it made",
  });
  const stubborn = () => descender({ epochs: 3 });
  assert.throws(() => modelFromJson(json, [stubborn]), {
    name: "SavedError",
    message: 'Cannot load the model: what makes Descender makes Descender, without its "epochs"',
  });
});
