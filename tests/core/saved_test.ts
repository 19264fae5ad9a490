import assert from "node:assert/strict";
import fc from "fast-check";
import { crc32 } from "../../core/_crc32.ts";
import {
  checkSaved,
  fromBytes,
  type HostArray,
  joinSaved,
  partOf,
  type Saved,
  SavedError,
  sizeOf,
  toBytes,
} from "../../core/mod.ts";
import { bytesOf, sealed } from "./_sealed.ts";

const hostArray: fc.Arbitrary<HostArray> = fc.tuple(
  fc.array(fc.nat(4), { maxLength: 3 }),
  fc.boolean(),
  fc.nat(),
).map(([shape, wide, seed]) => {
  const values = Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(seed + i) * 10 ** (i % 7 - 3));
  return { shape, data: wide ? Float64Array.from(values) : Float32Array.from(values) };
});

const saved: fc.Arbitrary<Saved> = fc.record({
  kind: fc.string(),
  data: fc.dictionary(fc.string().filter((name) => name !== "__proto__"), fc.jsonValue({ maxDepth: 2 })),
  arrays: fc.uniqueArray(fc.tuple(fc.string().map((name) => `0/${name}`), hostArray), {
    selector: ([name]) => name,
  })
    .map((entries) => new Map(entries)),
});

Deno.test("fromBytes() reads back whatever toBytes() wrote, order of arrays included", () => {
  fc.assert(
    fc.property(saved, (thing) => {
      const back = fromBytes(toBytes(thing));
      assert.equal(back.kind, thing.kind);
      assert.deepEqual({ ...back.data }, { ...thing.data });
      assert.deepEqual([...back.arrays], [...thing.arrays]);
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("toBytes() writes NaN, infinities and the smallest numbers bit for bit", () => {
  const data = Float64Array.of(NaN, Infinity, -Infinity, -0, 5e-324, 1 + 2 ** -52);
  const back = fromBytes(toBytes({ kind: "K", data: {}, arrays: new Map([["w", { shape: [6], data }]]) }));
  assert.ok([...back.arrays.get("w")!.data].every((value, i) => Object.is(value, data[i])));
});

// The checksum is what zlib.crc32 of Python gives for these bytes with zeros in its place.
Deno.test("toBytes() lays bytes out as safetensors: length, JSON, values at a multiple of 8", () => {
  const bytes = toBytes({
    kind: "Line",
    data: { slope: 2 },
    arrays: new Map([["a", { shape: [1], data: Float32Array.of(1) }], ["b", {
      shape: [1],
      data: Float64Array.of(2),
    }]]),
  });
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  assert.equal(length % 8, 0);
  assert.equal(bytes.length, 8 + length + 12);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))), {
    __metadata__: { attune: "1", crc32: "4d5bae57", kind: "Line", data: '{"slope":2}' },
    a: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
    b: { dtype: "F64", shape: [1], data_offsets: [4, 12] },
  });
  assert.equal(view.getFloat32(8 + length, true), 1);
});

Deno.test("fromBytes() reads bytes that begin anywhere in a buffer, and copies them", () => {
  const bytes = toBytes({
    kind: "K",
    data: {},
    arrays: new Map([["w", { shape: [2], data: Float64Array.of(1, 2) }]]),
  });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const { arrays } = fromBytes(shifted.subarray(3));
  shifted.fill(0);
  assert.deepEqual(arrays.get("w")!.data, Float64Array.of(1, 2));
});

Deno.test("fromBytes() throws a SavedError, and nothing else, for bytes that were cut or changed", () => {
  const whole = toBytes({
    kind: "Line",
    data: { slope: 2 },
    arrays: new Map([["w", { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]),
  });
  for (let size = 0; size < whole.length; size++) {
    assert.throws(() => fromBytes(whole.subarray(0, size)), SavedError);
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
      (changes) => {
        const broken = whole.slice();
        for (const [at, byte] of changes) broken[at] = byte;
        try {
          for (const { shape, data } of fromBytes(broken).arrays.values()) {
            assert.equal(
              sizeOf(shape),
              data.length,
            );
          }
        } catch (error) {
          assert.ok(error instanceof SavedError, String(error));
        }
      },
    ),
    { seed: 2, numRuns: 3000 },
  );
});

const NOT_OURS = "Cannot read saved bytes: they are not a safetensors file, or cut off";
const BROKEN = "Cannot read saved bytes: their header is broken";
const CHANGED = "Cannot read saved bytes: they were changed since they were written; take another copy";
const brokenArray = 'Cannot read array "w" of saved bytes: its entry is broken, or the bytes are cut off';

Deno.test("fromBytes() refuses every byte that was changed, in all eight of its bits", () => {
  const whole = toBytes({
    kind: "Line",
    data: { slope: 2 },
    arrays: new Map([["w", { shape: [3], data: Float32Array.of(1, 2, 3) }]]),
  });
  whole.forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit++) {
      const broken = whole.with(at, byte ^ (1 << bit));
      assert.throws(() => fromBytes(broken), { name: "SavedError" }, `byte ${at}, bit ${bit}`);
    }
  });
});

const meta = { attune: "1", crc32: "00000000", kind: "Line", data: "{}" };
const entry = { dtype: "F32", shape: [1], data_offsets: [0, 4] };

// Each with the checksum that it ought to have: the structure is what is refused.
const BAD: readonly (readonly [what: string, header: unknown, message: string])[] = [
  ["a header that is no object", [1], NOT_OURS],
  ["no metadata", { w: entry }, BROKEN],
  [
    "another tool's metadata",
    { __metadata__: { format: "pt" } },
    "Cannot read saved bytes: they were not written by attune",
  ],
  [
    "a newer version",
    { __metadata__: { ...meta, attune: "2" } },
    "Cannot read saved Line: it has format version 2, this attune knows up to 1; update attune",
  ],
  [
    "a checksum in another place",
    { __metadata__: { attune: "1", kind: "Line", data: "{}", crc32: "0" } },
    CHANGED,
  ],
  ["a kind that is no text", { __metadata__: { ...meta, kind: 1 } }, BROKEN],
  ["data that are no JSON", { __metadata__: { ...meta, data: "{" } }, BROKEN],
  ["data that are no record", { __metadata__: { ...meta, data: "[]" } }, BROKEN],
  [
    "data that are nested without end",
    { __metadata__: { ...meta, data: `{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}` } },
    BROKEN,
  ],
  ["an unknown type of number", { __metadata__: meta, w: { ...entry, dtype: "BF16" } }, brokenArray],
  ["no shape", { __metadata__: meta, w: { ...entry, shape: undefined } }, brokenArray],
  ["a shape for more numbers", { __metadata__: meta, w: { ...entry, shape: [2] } }, brokenArray],
  [
    "a shape of more numbers than can be",
    { __metadata__: meta, w: { ...entry, shape: [2 ** 52, 2 ** 52] } },
    brokenArray,
  ],
  ["offsets beyond the end", { __metadata__: meta, w: { ...entry, data_offsets: [4, 8] } }, brokenArray],
  ["offsets before the start", { __metadata__: meta, w: { ...entry, data_offsets: [-4, 0] } }, brokenArray],
  ["offsets turned round", { __metadata__: meta, w: { ...entry, data_offsets: [4, 0] } }, brokenArray],
  ["offsets between numbers", { __metadata__: meta, w: { ...entry, data_offsets: [0, 3] } }, brokenArray],
  ["arrays that share values", { __metadata__: meta, v: entry, w: entry }, brokenArray],
  [
    "values that no array has",
    { __metadata__: meta, w: { dtype: "F32", shape: [0], data_offsets: [0, 0] } },
    "Cannot read saved bytes: there are more than their header says",
  ],
];

for (const [what, header, message] of BAD) {
  Deno.test(`fromBytes() refuses ${what}: ${message}`, () => {
    assert.throws(() => fromBytes(sealed(bytesOf(JSON.stringify(header)))), { name: "SavedError", message });
  });
}

Deno.test("fromBytes() refuses a header that is nested without end, and keeps names such as __proto__ to themselves", () => {
  const bomb = "[".repeat(1e6);
  assert.throws(() => fromBytes(bytesOf(bomb)), { name: "SavedError", message: NOT_OURS });
  const data = JSON.parse('{ "__proto__": { "polluted": 1 }, "constructor": 2 }');
  const back = fromBytes(toBytes({ kind: "Line", data, arrays: new Map() }));
  assert.deepEqual(back.data, data);
  assert.equal(Reflect.get({}, "polluted"), undefined);
});

Deno.test("toBytes() keeps numbers that JSON lacks, and refuses what is no plain data by its path", () => {
  const data = { a: [NaN, -0, { b: Infinity }], c: -Infinity, text: "NaN", $number: "one" };
  assert.deepEqual(fromBytes(toBytes({ kind: "K", data, arrays: new Map() })).data, data);
  const write = (value: unknown) => () =>
    toBytes({ kind: "K", data: { a: [{ b: value }] }, arrays: new Map() });
  assert.throws(write(Math.log), {
    name: "TypeError",
    message: 'Cannot save "K.a.0.b": it is function log, and code cannot be saved',
  });
  for (const value of [Int32Array.of(1), new Date(0), 1n, Symbol.iterator]) {
    assert.throws(write(value), {
      name: "TypeError",
      message: /^Cannot save "K.a.0.b": it is .*, and only plain data/,
    });
  }
});

Deno.test("the checksum is that of zip: known answers", () => {
  const bytes = new TextEncoder().encode("123456789");
  assert.equal(crc32(bytes), "cbf43926"); // the check value of CRC-32/ISO-HDLC
  assert.equal(crc32(bytes.subarray(0, 4), bytes.subarray(4)), "cbf43926");
  assert.equal(crc32(), "00000000");
});

const line = (name: string): Saved => ({
  kind: `Line ${name}`,
  data: { slope: 2 },
  arrays: new Map([["b/x", { shape: [1], data: Float64Array.of(name.length) }]]),
});

Deno.test("partOf() takes apart what joinSaved() joined, whatever the names of parts are", () => {
  const names = ["a", "a/b", "a%2Fb", "", "__proto__", "0"];
  const own = new Map([["rows", { shape: [2], data: Float64Array.of(1, 2) }]]);
  const whole = joinSaved(
    { kind: "Whole", data: { n: 1 }, arrays: own },
    Object.fromEntries(names.map((name) => [name, line(name)])),
  );
  const back = fromBytes(toBytes(whole));
  assert.equal(back.data.n, 1);
  assert.deepEqual(back.arrays.get("rows"), own.get("rows"));
  for (const name of names) assert.deepEqual(partOf(back, name), line(name));
});

Deno.test("partOf() and checkSaved() refuse what is not there", () => {
  const lone = { ...line("x"), data: { parts: { broken: { kind: 1, data: {} } } } };
  for (const name of ["broken", "toString"]) {
    assert.throws(() => partOf(lone, name), {
      name: "SavedError",
      message: `Cannot restore Line x: what was saved has no part "${name}"`,
    });
  }
  assert.throws(() => partOf(line("x"), "a"), { name: "SavedError" });
  assert.throws(() => checkSaved(lone, "Curve"), {
    name: "SavedError",
    message: "Cannot restore Curve: what was saved is Line x; take the model that learned it",
  });
});

Deno.test("fromBytes() says which kind and version it could not read", () => {
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: { ...meta, attune: "7" } }));
  const bytes = new Uint8Array([
    ...new Uint8Array(new BigUint64Array([BigInt(header.length)]).buffer),
    ...header,
  ]);
  assert.throws(() => fromBytes(bytes), (error) => {
    assert.ok(error instanceof SavedError && error instanceof SyntaxError);
    assert.deepEqual([error.kind, error.version], ["Line", 7]);
    return true;
  });
});

Deno.test("fromBytes() refuses bytes that are too few for a length, or claim too long a header", () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(7), new Uint8Array(16).fill(255)]) {
    assert.throws(() => fromBytes(bytes), { name: "SavedError", message: NOT_OURS });
  }
});
