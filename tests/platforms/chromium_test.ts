import assert from "node:assert/strict";
import { decodedBytes } from "./images.ts";
import { irisAccuracy } from "./iris.ts";
import { noChromium, visit } from "./_visit.ts";

/** What lets a page share memory between threads. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const PAGE = "tests/platforms/page.ts";

// a browser of its own keeps timers and pipes open
const options = { ignore: noChromium, sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "a page that is isolated trains irises on the default backend, to the accuracy of Deno",
  options,
  async () => {
    const { said, isolated, errors } = await visit({ page: PAGE, headers: ISOLATED });
    assert.deepEqual({ said, isolated, errors }, {
      said: `accuracy ${await irisAccuracy()}`,
      isolated: true,
      errors: [],
    });
  },
);

Deno.test("a page without shared memory trains irises to the same accuracy", options, async () => {
  const { said, isolated, errors } = await visit({ page: PAGE });
  assert.deepEqual({ said, isolated, errors }, {
    said: `accuracy ${await irisAccuracy()}`,
    isolated: false,
    errors: [],
  });
});

Deno.test("a page decodes PNG, JPEG and IDX to the bytes of Deno", options, async () => {
  const { said, errors } = await visit({ page: "tests/platforms/images_page.ts" });
  assert.deepEqual({ said, errors }, { said: await decodedBytes(), errors: [] });
});
