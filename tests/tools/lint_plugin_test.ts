import assert from "node:assert/strict";
import plugin from "../../_tools/lint_plugin.ts";

/** A rule, a source that breaks it, one that keeps it, and the file they stand in. */
interface Case {
  readonly rule: string;
  readonly claim: string;
  readonly bad: string;
  readonly good: string;
  readonly file?: string;
}

const line = "  f();\n";

const CASES: readonly Case[] = [
  {
    rule: "file-lines",
    claim: "counts lines of code, not comments",
    bad: "f();\n".repeat(301),
    good: "f();\n".repeat(300) + "// why\n".repeat(50),
  },
  {
    rule: "function-lines",
    claim: "stops at forty lines between the braces",
    bad: `function g() {\n${line.repeat(41)}}\n`,
    good: `function g() {\n${line.repeat(40)}}\n`,
  },
  {
    rule: "nesting",
    claim: "stops at three levels",
    bad: "function g() { if (a) { for (const b of c) { while (d) { if (e) { f(); } } } } }",
    good: "function g() { if (a) { for (const b of c) { while (d) { f(); } } } }",
  },
  {
    rule: "nesting",
    claim: "counts else-if, and loops over one index space, as one level",
    bad: "function g() { for (;;) { h(); for (;;) { h(); for (;;) { h(); for (;;) f(); } } } }",
    good:
      "function g() { if (a) {} else if (b) {} else if (c) {} else if (d) {} for (;;) for (;;) { for (;;) for (;;) f(); } }",
  },
  {
    rule: "nesting",
    claim: "begins afresh in an inner function",
    bad: "const g = () => { try { try { try { try { f(); } catch {} } catch {} } catch {} } catch {} };",
    good: "function g() { if (a) { if (b) { if (c) { h(() => { if (d) f(); }); } } } }",
  },
  {
    rule: "one-public-thing",
    claim: "allows one class",
    bad: "export class A {}\nexport class B {}\n",
    good: "export class A {}\nclass B {}\n",
  },
  {
    rule: "one-public-thing",
    claim: "allows a catalogue of constants, not of functions",
    bad: Array.from({ length: 9 }, (_, i) => `export function f${i}() {}\n`).join(""),
    good: Array.from({ length: 9 }, (_, i) => `export const f${i} = ${i};\n`).join(""),
  },
  {
    rule: "two-positional",
    claim: "wants an options object third",
    bad: "export function f(a: number, b: number, c: number) {}",
    good: "export function f(a: number, b = 1, { c = 2 }: FOptions = {}) {}",
  },
  {
    rule: "two-positional",
    claim: "wants options last, and leaves rest parameters alone",
    bad: "export function f(a: A, b: B, c: C, options: FOptions) {}",
    good: "export function f(a: A, b: B, o: FOptions, ...rest: C[]) {}",
  },
  {
    rule: "two-positional",
    claim: "lets a callback come last",
    bad: "export function f(a: A, b: B, c: C, d: () => void) {}",
    good: "export function f(a: A, b: B, c: (a: A) => B) {}",
  },
  {
    rule: "no-boolean-positional",
    claim: "finds the type",
    bad: "function holdout(share: number, shuffled: boolean) {}",
    good: "function holdout(options: { share: number; shuffled: boolean }) {}",
  },
  {
    rule: "no-boolean-positional",
    claim: "finds the default, in methods too",
    bad: "class A { fit(force = false) {} }",
    good: "class A { fit({ force = false }: FitOptions) {} }",
  },
  {
    rule: "no-exported-arrow",
    claim: "wants function",
    bad: "export const f = () => 1;",
    good: "export const f = g(() => 1);",
  },
  {
    rule: "no-extends",
    claim: "knows errors",
    bad: "class A extends B {}",
    good: "class A extends RangeError {}",
  },
  { rule: "no-module-state", claim: "finds let", bad: "let n = 0;", good: "function f() { let n = 0; }" },
  {
    rule: "no-module-state",
    claim: "finds collections that can change",
    bad: "const cache = new Map();",
    good: "const table: ReadonlyMap<string, number> = new Map();",
  },
  {
    rule: "cast-reason",
    claim: "accepts the line",
    bad: "const a = b as C;",
    good: "const a = b as C; // checked above",
  },
  {
    rule: "cast-reason",
    claim: "accepts the line above, but no documentation",
    bad: "/** A thing. */\nexport const a = b as C;",
    good: "// the key is one of ours\nconst a = b as C;",
  },
  {
    rule: "cast-reason",
    claim: "accepts the line above the statement",
    bad: "// far away\n\nconst a = f(\n  b as C,\n);",
    good: "// keys are ours\nconst a = f(\n  1,\n  b as C,\n);",
  },
  { rule: "cast-reason", claim: "lets as const be", bad: "const a = <C>b;", good: "const a = [1] as const;" },
  { rule: "no-random", claim: "finds Math.random", bad: "f(Math.random());", good: "f(rng.uniform());" },
  {
    rule: "no-clock",
    claim: "finds Date.now",
    bad: "const now = Date.now;",
    good: "const now = options.now;",
  },
  { rule: "no-clock", claim: "finds new Date()", bad: "f(new Date());", good: "f(new Date(0));" },
  {
    rule: "no-clock",
    claim: "finds performance.now",
    bad: "f(performance.now());",
    good: "f(timing.now());",
  },
  { rule: "no-console", claim: "finds console", bad: "console.log(1);", good: "context.emit(event);" },
  {
    rule: "error-message",
    claim: "wants the form",
    bad: "throw new RangeError(`Bad rate: ${rate}`);",
    good: "throw new RangeError(`Cannot drop ${rate}: want a share in [0, 1)`);",
  },
  {
    rule: "error-message",
    claim: "lets errors be that write their own message",
    bad: 'throw new DataError("use");',
    good: 'throw new NotLearnedError("use", kind);',
  },
  {
    rule: "error-message",
    claim: "refuses the full stop",
    bad: 'throw new TypeError("Cannot f: " + "no g.");',
    good: 'throw new TypeError("Cannot f: " + "no g");',
  },
  {
    rule: "spelling",
    claim: "respells declared names",
    bad: "const optimizer = 1;",
    good: "const optimiser = tf.optimizer;",
  },
  {
    rule: "spelling",
    claim: "respells members",
    bad: "interface A { readonly normalizedColor: string }",
    good: "interface A { readonly normalisedColour: string; readonly size: number }",
  },
  {
    rule: "spelling",
    claim: "keeps scitypes",
    bad: "function color() {}",
    good: "function isColorImage() {}",
  },
  { rule: "spelling", claim: "refuses Greek", bad: "const η = 1;", good: "const eta = 1; // η" },
  { rule: "no-banner", claim: "finds rulers", bad: "// ---------- helpers", good: "// a -- b" },
  {
    rule: "no-dead-code",
    claim: "finds statements",
    bad: "// const a = b;",
    good: "// w: inputs × units; row-major",
  },
  {
    rule: "no-dead-code",
    claim: "finds calls",
    bad: "// await backend.compile(plan);",
    good: "// if a fold is empty, skip it",
  },
];

function found(rule: string, source: string, file: string): boolean {
  return Deno.lint.runPlugin(plugin, file, source).some(({ id }) => id === `attune/${rule}`);
}

for (const { rule, claim, bad, good, file = "meta/some_file.ts" } of CASES) {
  Deno.test(`${rule} ${claim}`, () => {
    assert.equal(found(rule, bad, file), true, "the bad source passes");
    assert.equal(found(rule, good, file), false, "the good source does not pass");
  });
}

const EXEMPT: readonly (readonly [rule: string, file: string, source: string])[] = [
  ["file-lines", "data/datasets/iris.ts", "f();\n".repeat(301)],
  ["function-lines", "tests/core/a_test.ts", `function g() {\n${line.repeat(41)}}\n`],
  ["one-public-thing", "core/errors.ts", "export class A {}\nexport class B {}\n"],
  ["one-public-thing", "tests/a_test.ts", "export class A {}\nexport class B {}\n"],
  ["two-positional", "backends/reference/_matmul.ts", "export function f(a: A, b: A, c: A) {}"],
  ["two-positional", "backends/reference/matmul.ts", "export function f(a: A, b: A, c: A) {}"],
  ["no-module-state", "examples/iris.ts", "let n = 0;"],
  ["cast-reason", "tests/core/a_test.ts", "const a = b as C;"],
  ["no-clock", "bench/a.ts", "f(Date.now());"],
  ["no-console", "listeners/print.ts", "console.log(1);"],
  ["error-message", "_tools/a.ts", 'throw new Error("no");'],
];

for (const [rule, file, source] of EXEMPT) {
  Deno.test(`${rule} leaves ${file} alone`, () => {
    assert.equal(found(rule, source, file), false);
    assert.equal(found(rule, source, "meta/a.ts"), true, "the source breaks no rule elsewhere");
  });
}

Deno.test("file-name wants snake_case", () => {
  for (const file of ["core/Model.ts", "core/learning-curve.ts"]) {
    assert.equal(found("file-name", "f();", file), true);
  }
  for (const file of ["core/model.ts", "meta/_judge.ts", "bench/conv2d.ts"]) {
    assert.equal(found("file-name", "f();", file), false);
  }
});

Deno.test("every rule of the plugin has a case", () => {
  const tested = new Set([...CASES.map(({ rule }) => rule), "file-name"]);
  assert.deepEqual(Object.keys(plugin.rules).filter((rule) => !tested.has(rule)), []);
});
