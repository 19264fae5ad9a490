import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { irisAccuracy } from "./iris.ts";
import { needs } from "./_needs.ts";

/** What lets a page share memory between threads. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const CHROMIUM = "/usr/bin/chromium";
const ignore = !await needs("chromium", CHROMIUM);

/** What the page says once it has said something, and every error of its console. */
async function visit(headers: Readonly<Record<string, string>>) {
  const folder = await Deno.makeTempDir({ prefix: "attune-" });
  const script = `${folder}/page.js`;
  const args = ["bundle", "--quiet", "--platform", "browser", "-o", script, "tests/platforms/page.ts"];
  const bundle = await new Deno.Command(Deno.execPath(), { args }).output();
  assert.equal(bundle.code, 0, new TextDecoder().decode(bundle.stderr));
  const text = await Deno.readTextFile(script);
  await Deno.remove(folder, { recursive: true });
  await using server = Deno.serve({ port: 0, onListen: () => {} }, ({ url }) => {
    const html = url.endsWith("/");
    const body = html
      ? `<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>`
      : text;
    const type = html ? "text/html" : "text/javascript";
    return new Response(body, { headers: { ...headers, "content-type": `${type}; charset=utf-8` } });
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`http://localhost:${server.addr.port}/`);
    await page.waitForFunction("document.body && document.body.textContent !== ''", undefined, {
      timeout: 60_000,
    });
    const isolated = await page.evaluate("globalThis.crossOriginIsolated");
    return { said: await page.textContent("body"), isolated, errors };
  } finally {
    await browser.close();
  }
}

// a browser of its own keeps timers and pipes open
const options = { ignore, sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "a page that is isolated trains irises on the default backend, to the accuracy of Deno",
  options,
  async () => {
    const { said, isolated, errors } = await visit(ISOLATED);
    assert.deepEqual({ said, isolated, errors }, {
      said: `accuracy ${await irisAccuracy()}`,
      isolated: true,
      errors: [],
    });
  },
);

Deno.test("a page without shared memory trains irises to the same accuracy", options, async () => {
  const { said, isolated, errors } = await visit({});
  assert.deepEqual({ said, isolated, errors }, {
    said: `accuracy ${await irisAccuracy()}`,
    isolated: false,
    errors: [],
  });
});
