import assert from "node:assert/strict";
import { answers } from "../../backends/webgpu/answers/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import { irisLosses } from "./iris_losses.ts";
import { noChromium, visit } from "./_visit.ts";

Deno.test(
  "in Chromium every kernel gives its known answers, and training goes as on the wasm backend",
  { ignore: noChromium, sanitizeOps: false, sanitizeResources: false }, // of the browser
  async () => {
    const { said, errors } = await visit({
      page: "tests/platforms/webgpu_page.ts",
      flags: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
    });
    assert.deepEqual(errors, []);
    assert.match(said ?? "", /^\{/);
    const { faults, answers: count, whole, calls } = JSON.parse(said!);
    assert.deepEqual(faults, []);
    assert.equal(count, answers.length);
    using theirs = wasm({ threads: 1 });
    const wanted = await irisLosses(theirs);
    for (const found of [whole, calls]) {
      assert.equal(found.length, wanted.length);
      wanted.forEach((loss, e) =>
        assert.ok(Math.abs(found[e] - loss) <= 1e-3 * loss, `epoch ${e}: ${found[e]}`)
      );
    }
  },
);
