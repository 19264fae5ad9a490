import assert from "node:assert/strict";
import { plot } from "./plot_printed.ts";

Deno.test("console.log of a plot draws it in a terminal", async () => {
  const args = ["run", "--no-prompt", "--quiet", "tests/platforms/plot_printed.ts"];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.deepEqual({ code, out, err }, { code: 0, out: `${plot}\n`, err: "" });
});
