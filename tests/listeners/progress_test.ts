import assert from "node:assert/strict";
import type { Event } from "../../core/mod.ts";
import { progress, type Verbosity } from "../../listeners/mod.ts";

const RUN: readonly Event[] = [
  { type: "fit", kind: "Net" },
  { type: "note", message: "mind the gap" },
  { type: "epoch", of: "Net", epoch: 1, epochs: 200, loss: 0.51234567 },
  { type: "epoch", of: "Net", epoch: 2, epochs: 200, loss: 0.4 },
  { type: "epoch", of: "Net", epoch: 3, epochs: 200, loss: 0.3 },
  { type: "epoch", of: "Net", epoch: 200, epochs: 200, loss: 0.2 },
  { type: "update", kind: "Net" },
  { type: "keep", kind: "Net" },
  { type: "progress", of: "Evaluating Net", done: 1, total: 2 },
  { type: "progress", of: "Evaluating Net", done: 2, total: 2 },
];

const ERASE = "\r\x1b[K";

function said(verbosity: Verbosity, { terminal }: { readonly terminal: boolean }): string[] {
  const texts: string[] = [];
  const listen = progress({ verbosity, screen: { terminal, write: (text) => texts.push(text) } });
  RUN.forEach(listen);
  return texts;
}

Deno.test("progress() says nothing at verbosity 0", () => {
  assert.deepEqual([...said(0, { terminal: false }), ...said(0, { terminal: true })], []);
});

Deno.test("progress() tells only notes where output is piped", () => {
  assert.deepEqual(said(1, { terminal: false }), ["Note: mind the gap\n"]);
});

Deno.test("progress() keeps one line on a terminal, writes it when it changes, and erases it at the end", () => {
  assert.deepEqual(said(1, { terminal: true }), [
    `${ERASE}Note: mind the gap\n`,
    `${ERASE}Training Net: 0 %`,
    `${ERASE}Training Net: 1 %`,
    ERASE,
    `${ERASE}Evaluating Net: 1 of 2`,
    ERASE,
  ]);
});

Deno.test("progress() tells decisions and epochs at verbosity 2, line by line", () => {
  assert.deepEqual(said(2, { terminal: false }), [
    "Training Net\n",
    "Note: mind the gap\n",
    "Net: epoch 1 of 200, loss 0.5123\n",
    "Net: epoch 2 of 200, loss 0.4000\n",
    "Net: epoch 3 of 200, loss 0.3000\n",
    "Net: epoch 200 of 200, loss 0.2000\n",
    "Updating Net\n",
    "Not retraining Net: nothing changed; fit({ force: true }) trains anew\n",
  ]);
});

Deno.test("progress() tells notes from their level on, warnings at verbosity 0 too", () => {
  for (const verbosity of [0, 1, 2] as const) {
    const texts: string[] = [];
    const listen = progress({ verbosity, screen: { terminal: false, write: (text) => texts.push(text) } });
    for (const level of [0, 1, 2]) listen({ type: "note", message: `level ${level}`, level });
    assert.deepEqual(texts, [0, 1, 2].slice(0, verbosity + 1).map((level) => `Note: level ${level}\n`));
  }
});

Deno.test("progress() counts epochs where controls decide how many there will be", () => {
  const texts: string[] = [];
  const epoch: Event = { type: "epoch", of: "Net", epoch: 3, epochs: Infinity, loss: 0.25 };
  progress({ screen: { terminal: true, write: (text) => texts.push(text) } })(epoch);
  progress({ verbosity: 2, screen: { terminal: false, write: (text) => texts.push(text) } })(epoch);
  assert.deepEqual(texts, [`${ERASE}Training Net: epoch 3`, "Net: epoch 3, loss 0.2500\n"]);
});

Deno.test("progress() shows parts done at verbosity 2 on a terminal too", () => {
  assert.deepEqual(said(2, { terminal: true }).slice(-2), [`${ERASE}Evaluating Net: 1 of 2`, ERASE]);
});

Deno.test("progress() at a single epoch leaves no line behind", () => {
  const texts: string[] = [];
  const listen = progress({ screen: { terminal: true, write: (text) => texts.push(text) } });
  listen({ type: "epoch", of: "Net", epoch: 1, epochs: 1, loss: 1 });
  assert.deepEqual(texts, [ERASE]);
});

Deno.test("progress() shows the line again in a second run that is at the same point", () => {
  const texts: string[] = [];
  const listen = progress({ screen: { terminal: true, write: (text) => texts.push(text) } });
  for (const epoch of [1, 2, 1]) listen({ type: "epoch", of: "Net", epoch, epochs: 2, loss: 1 });
  assert.deepEqual(texts, [`${ERASE}Training Net: 50 %`, ERASE, `${ERASE}Training Net: 50 %`]);
});

Deno.test("progress() refuses another verbosity", () => {
  assert.throws(() => progress({ verbosity: 3 as Verbosity }), {
    name: "RangeError",
    message: "Cannot tell at verbosity 3: expected 0, 1 or 2",
  });
});

Deno.test("progress() erases its line on a terminal where a job fails", () => {
  const texts: string[] = [];
  const listen = progress({ screen: { terminal: true, write: (text) => void texts.push(text) } });
  listen({ type: "epoch", of: "Net", epoch: 1, epochs: 4, loss: 1 });
  listen({ type: "fail", of: "Net" });
  assert.deepEqual(texts, ["\r\x1b[KTraining Net: 25 %", "\r\x1b[K"]);
});
