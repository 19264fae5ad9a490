import { deno } from "./_deno.ts";

// No permission at all: what the library promises its users, its tests keep. Name here, with the reason, what must differ.
const PERMISSIONS: readonly string[] = [];

/** How many tests ended how; a step counts as a test. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly ignored: number;
}

/** Counts the cases of a JUnit report. */
export function countCases(junit: string): Counts {
  const cases = junit.split("<testcase ").slice(1);
  const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
  const ignored = cases.filter((text) => text.includes("<skipped")).length;
  return { passed: cases.length - failed - ignored, failed, ignored };
}

/** The counts of a run, which fails when Deno says so (a file that does not compile has no case) or when nothing ran. */
export function judge(counts: Counts, code: number): Counts {
  const broken = code !== 0 || counts.passed === 0;
  return { ...counts, failed: Math.max(counts.failed, broken ? 1 : 0) };
}

/** A run of `deno test`: what it is given, and what its tests may do. */
export interface Run {
  readonly args: readonly string[];
  readonly permissions?: readonly string[];
  /** Whether all of them may be skipped, where a developer lacks the programs that they need. */
  readonly maySkip?: boolean;
}

/** Runs `deno test` for each, prints all counts on a line of their own, the last one, and exits with 1 if any test failed. */
export async function runTests(...runs: readonly Run[]): Promise<never> {
  const all: Counts[] = [];
  for (const run of runs) all.push(await countTests(run));
  const sum = (of: keyof Counts) => all.reduce((total, counts) => total + counts[of], 0);
  if (sum("passed") === 0) console.error("No test passed: a run that proves nothing counts as failed");
  if (sum("ignored") > 0) console.log(`${sum("ignored")} ignored`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  Deno.exit(sum("failed") === 0 ? 0 : 1);
}

async function countTests({ args, permissions = PERMISSIONS, maySkip = false }: Run): Promise<Counts> {
  const report = await Deno.makeTempFile({ prefix: "attune-", suffix: ".xml" });
  // a dot for each test where somebody watches, their names where a log is kept
  const look = Deno.stdout.isTerminal() ? ["--quiet", "--reporter=dot"] : [];
  const code = await deno([
    "test",
    "--no-prompt",
    `--junit-path=${report}`,
    ...look,
    ...permissions,
    ...args,
  ]);
  const counts = countCases(await Deno.readTextFile(report));
  await Deno.remove(report);
  const skipped = maySkip && code === 0 && counts.ignored > 0 && counts.passed === 0;
  return skipped ? counts : judge(counts, code);
}
