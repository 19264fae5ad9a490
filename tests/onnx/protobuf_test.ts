import assert from "node:assert/strict";
import { bytes, float, int, joined, message, text } from "../../onnx/_protobuf.ts";

Deno.test("fields are written as protobuf.dev's guide to its encoding has them", () => {
  assert.deepEqual([...int(1, 150)], [0x08, 0x96, 0x01]);
  assert.deepEqual([...text(2, "testing")], [0x12, 0x07, ...new TextEncoder().encode("testing")]);
  assert.deepEqual([...message(3, [int(1, 150)])], [0x1a, 0x03, 0x08, 0x96, 0x01]);
  assert.deepEqual([...int(1, -2)], [0x08, 0xfe, ...Array(8).fill(0xff), 0x01]);
});

Deno.test("numbers at the ends of bytes, field numbers above 15, 32 bits little-endian", () => {
  assert.deepEqual([...int(1, 0)], [0x08, 0x00]);
  assert.deepEqual([...int(1, 127)], [0x08, 0x7f]);
  assert.deepEqual([...int(1, 128)], [0x08, 0x80, 0x01]);
  assert.deepEqual([...int(20, 7)], [0xa0, 0x01, 0x07]);
  assert.deepEqual([...float(2, 1)], [0x15, 0x00, 0x00, 0x80, 0x3f]);
  assert.deepEqual([...bytes(9, new Uint8Array(200))].slice(0, 3), [0x4a, 0xc8, 0x01]);
  assert.deepEqual([...joined([])], []);
});
