import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { needs } from "./_needs.ts";

const CHROMIUM = "/usr/bin/chromium";

/** Whether tests of pages must be left out. */
export const noChromium = !await needs("chromium", CHROMIUM);

/** A page, and how it is opened. */
export interface Visit {
  /** File that is bundled for it. */
  readonly page: string;
  /** Headers of all answers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Flags of the browser. */
  readonly flags?: readonly string[];
}

/** What the page says once it has said something, and every error of its console. */
export async function visit({ page: file, headers = {}, flags = [] }: Visit) {
  const folder = await Deno.makeTempDir({ prefix: "attune-" });
  const script = `${folder}/page.js`;
  const args = ["bundle", "--quiet", "--platform", "browser", "-o", script, file];
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
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...flags] });
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
