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
const [CUT, WRAP] = ["\x1b[?7l", "\x1b[?7h"];
const line = (text: string) => ERASE + CUT + text + WRAP;

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
    line("Training Net: 0 %"),
    line("Training Net: 1 %"),
    ERASE,
    line("Evaluating Net: 1 of 2"),
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
  assert.deepEqual(texts, [line("Training Net: epoch 3"), "Net: epoch 3, loss 0.2500\n"]);
});

Deno.test("progress() shows parts done at verbosity 2 on a terminal too", () => {
  assert.deepEqual(said(2, { terminal: true }).slice(-2), [line("Evaluating Net: 1 of 2"), ERASE]);
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
  assert.deepEqual(texts, [line("Training Net: 50 %"), ERASE, line("Training Net: 50 %")]);
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
  assert.deepEqual(texts, [line("Training Net: 25 %"), ERASE]);
});

/** What stands on the line after each event, `""` once it is erased; events that change nothing give undefined. */
function lines(told: readonly (readonly [seconds: number, event: Event])[]): (string | undefined)[] {
  let [time, text]: [number, string | undefined] = [0, undefined];
  const write = (written: string) => {
    text = [ERASE, CUT, WRAP].reduce((rest, code) => rest.replace(code, ""), written);
  };
  const listen = progress({ screen: { terminal: true, write }, now: () => 1000 * time });
  return told.map(([seconds, event]) => {
    [time, text] = [seconds, undefined];
    listen(event);
    return text;
  });
}

const tuning = (done: number, total = 60, best?: string): Event => ({
  type: "progress",
  of: "Tuning Net",
  done,
  total,
  best,
});
const epochOf = (of: string, epoch: number, epochs = 100): Event => ({
  type: "epoch",
  of,
  epoch,
  epochs,
  loss: 1,
});

Deno.test("progress() shows the best so far, and after two seconds the time left at this pace", () => {
  assert.deepEqual(
    lines([
      [0, tuning(0)],
      [1, tuning(1, 60, "logLoss 0.5")],
      [2, tuning(2, 60, "logLoss 0.25")],
      [15, tuning(12, 60, "logLoss 0.1234")],
      [16, tuning(13, 60, "logLoss 0.1234")],
      [70, tuning(59, 60, "logLoss 0.1")],
      [71, tuning(60, 60, "logLoss 0.1")],
    ]),
    [
      "Tuning Net: 0 of 60",
      "Tuning Net: 1 of 60, best logLoss 0.5",
      "Tuning Net: 2 of 60, best logLoss 0.25, 58 s left",
      "Tuning Net: 12 of 60, best logLoss 0.1234, 1 min left",
      "Tuning Net: 13 of 60, best logLoss 0.1234, 58 s left",
      "Tuning Net: 59 of 60, best logLoss 0.1, 1 s left",
      "",
    ],
  );
});

Deno.test("progress() names the time left in its two largest units", () => {
  for (
    const [seconds, left] of [
      [2.6, "3 s"],
      [59.6, "1 min"],
      [65, "1 min 5 s"],
      [3600, "1 h"],
      [3659, "1 h"],
      [7384, "2 h 3 min"],
      [86_400 * 3 + 7384, "3 d 2 h"],
    ] as const
  ) {
    assert.equal(lines([[0, tuning(0, 2)], [seconds, tuning(1, 2)]])[1], `Tuning Net: 1 of 2, ${left} left`);
  }
});

Deno.test("progress() takes the pace from what it saw, not from what a search had done before", () => {
  assert.deepEqual(
    lines([[0, tuning(40)], [10, tuning(41)], [20, tuning(42)]]),
    ["Tuning Net: 40 of 60", "Tuning Net: 41 of 60, 3 min 10 s left", "Tuning Net: 42 of 60, 3 min left"],
  );
});

Deno.test("progress() shows the outermost job alone, and behind it one training where it stands still", () => {
  const inside = (done: number): Event => ({ type: "progress", of: "Fitting Ensemble", done, total: 2 });
  assert.deepEqual(
    lines([
      [0, tuning(0, 3)],
      [0, inside(0)],
      [1, epochOf("fold 1", 10)],
      [1, epochOf("fold 2", 20)],
      [2, epochOf("fold 2", 30)],
      [2, epochOf("fold 1", 40)],
      [3, inside(2)],
      [3, epochOf("fold 1", 100)],
      [3.5, epochOf("fold 2", 50)],
      [4, tuning(1, 3)],
      [5, epochOf("fold 2", 60)],
      [7, epochOf("fold 2", 70)],
      [13, epochOf("fold 2", 80)],
      [14, tuning(3, 3)],
      [15, epochOf("Net", 1)],
      [16, epochOf("Net", 100)],
    ]),
    [
      "Tuning Net: 0 of 3",
      undefined,
      undefined,
      undefined,
      undefined,
      "Tuning Net: 0 of 3 (fold 1: 40 %)",
      undefined,
      "Tuning Net: 0 of 3 (fold 1: 100 %)",
      "Tuning Net: 0 of 3 (fold 2: 50 %)",
      "Tuning Net: 1 of 3, 8 s left",
      undefined,
      "Tuning Net: 1 of 3, 5 s left (fold 2: 70 %)",
      "Tuning Net: 1 of 3 (fold 2: 80 %)", // later than it thought
      "",
      "Training Net: 1 %",
      "",
    ],
  );
});

Deno.test("progress() leaves a job that ends early or fails, and begins the next anew", () => {
  for (const end of [tuning(7, 7), { type: "fail", of: "Tuned" } as const]) {
    assert.deepEqual(
      lines([[0, tuning(0)], [10, tuning(7)], [11, end], [12, epochOf("Net", 1)], [20, tuning(0)], [
        21,
        tuning(1),
      ]]),
      [
        "Tuning Net: 0 of 60",
        "Tuning Net: 7 of 60, 1 min 16 s left",
        "",
        "Training Net: 1 %",
        "Tuning Net: 0 of 60",
        "Tuning Net: 1 of 60",
      ],
    );
  }
  assert.deepEqual(
    lines([[0, tuning(5)], [10, tuning(6)], [20, tuning(0)], [21, tuning(1)]]).slice(2), // it told no end
    ["Tuning Net: 0 of 60", "Tuning Net: 1 of 60"],
  );
});

Deno.test("progress() shows its line again after a note", () => {
  const note: Event = { type: "note", message: "mind the gap" };
  assert.deepEqual(lines([[0, tuning(1)], [1, note], [2, tuning(1)]]), [
    "Tuning Net: 1 of 60",
    "Note: mind the gap\n",
    "Tuning Net: 1 of 60",
  ]);
});

Deno.test("progress() writes the line of a job twenty times a second at most, and its beginning and its end at once", () => {
  const told = [[0, 0], [0.01, 1], [0.04, 2], [0.05, 3], [0.06, 4], [0.09, 60], [0.09, 0]] as const;
  assert.deepEqual(
    lines(told.map(([seconds, done]) => [seconds, tuning(done)])),
    [
      "Tuning Net: 0 of 60",
      undefined,
      undefined,
      "Tuning Net: 3 of 60",
      undefined,
      "",
      "Tuning Net: 0 of 60",
    ],
  );
});
