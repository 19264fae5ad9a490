import assert from "node:assert/strict";
import { Recent } from "../../../backends/wasm/recent.ts";

Deno.test("Recent makes a value once, and again only after more other keys than it keeps", () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const ask = (key: string) => recent.get(key, () => (made.push(key), key.toUpperCase()));
  assert.deepEqual(["a", "b", "a", "c", "a", "b"].map(ask), ["A", "B", "A", "C", "A", "B"]);
  assert.deepEqual(made, ["a", "b", "c", "b"]);
});
