import assert from "node:assert/strict";
import {
  DataError,
  DeviceError,
  NotLearnedError,
  SavedError,
  ShapeError,
  UnsupportedError,
} from "../../core/mod.ts";

Deno.test("NotLearnedError says what was asked of which kind", () => {
  const error = new NotLearnedError("report on", "Net");
  assert.equal(error.message, "Cannot report on Net: it has not learned yet; call fit() first");
  assert.equal(error.kind, "Net");
});

Deno.test("UnsupportedError lists all that is missing", () => {
  const error = new UnsupportedError("webgpu", ["layer x:a", "layer x:b"]);
  assert.equal(error.message, "Cannot compile for backend webgpu: it lacks layer x:a; layer x:b");
  assert.deepEqual([error.backend, error.missing], ["webgpu", ["layer x:a", "layer x:b"]]);
});

Deno.test("DataError carries column, found and wanted, where they are known", () => {
  const error = new DataError("Cannot use age", { column: "age", found: "Textual", wanted: "Continuous" });
  assert.deepEqual([error.column, error.found, error.wanted], ["age", "Textual", "Continuous"]);
  assert.equal(new DataError("Cannot use it").column, undefined);
});

Deno.test("ShapeError and SavedError carry what they are about", () => {
  const shape = new ShapeError("Cannot chain", "1/0", [3], [4]);
  assert.deepEqual([shape.path, shape.found, shape.wanted], ["1/0", [3], [4]]);
  const saved = new SavedError("Cannot read", "Net", 2);
  assert.deepEqual([saved.kind, saved.version], ["Net", 2]);
});

Deno.test("every error class has its own name, shows it, and is of the built-in class that fits", () => {
  const device = new DeviceError("Cannot find a device", { cause: "lost" });
  const errors:
    readonly (readonly [Error, ErrorConstructor | RangeErrorConstructor | SyntaxErrorConstructor])[] = [
      [new NotLearnedError("use", "Net"), Error],
      [new DataError("Cannot"), RangeError],
      [new ShapeError("Cannot", "0", [1], [2]), RangeError],
      [new UnsupportedError("tfjs", []), Error],
      [device, Error],
      [new SavedError("Cannot"), SyntaxError],
    ];
  for (const [error, base] of errors) {
    assert.equal(error.name, error.constructor.name);
    assert.ok(error instanceof base && String(error).startsWith(`${error.name}: Cannot`));
  }
  assert.equal(device.cause, "lost");
});
