import assert from "node:assert/strict";
import { declared, ending } from "../../_tools/examples.ts";
import { countCases, judge } from "../../_tools/_run_tests.ts";

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="1" errors="0" time="0.345">
    <testsuite name="./tests/add_test.ts" tests="4" disabled="1" errors="0" failures="1">
        <testcase name="add() adds" classname="./tests/add_test.ts" time="0.002" line="3" col="6">
        </testcase>
        <testcase name="add() fails" classname="./tests/add_test.ts" time="0.001" line="4" col="6">
            <failure message="1">1 &lt;testcase </failure>
        </testcase>
        <testcase name="ignored" classname="./tests/add_test.ts" time="0.000" line="6" col="6">
            <skipped/>
        </testcase>
        <testcase name="add() adds &gt; a step" classname="./tests/add_test.ts" time="0.000" line="3" col="48">
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("countCases() tells passed, failed and ignored apart, steps included", () => {
  assert.deepEqual(countCases(JUNIT), { passed: 2, failed: 1, ignored: 1 });
});

Deno.test("countCases() finds nothing in the report of a run that did not compile", () => {
  assert.deepEqual(countCases(""), { passed: 0, failed: 0, ignored: 0 });
});

Deno.test("judge() believes the exit code", () => {
  assert.equal(judge({ passed: 3, failed: 0, ignored: 0 }, 0).failed, 0);
  assert.equal(judge({ passed: 3, failed: 0, ignored: 0 }, 1).failed, 1);
  assert.equal(judge({ passed: 3, failed: 2, ignored: 0 }, 1).failed, 2);
});

Deno.test("judge() fails a run in which nothing passed", () => {
  assert.equal(judge({ passed: 0, failed: 0, ignored: 4 }, 0).failed, 1);
});

Deno.test("declared() reads the flags of the permission line, and no others", () => {
  const source =
    "// Permissions: --allow-read=data --allow-net (reads your file)\n// --allow-run is not needed\n";
  assert.deepEqual(declared(source), ["--allow-read=data", "--allow-net"]);
  assert.deepEqual(declared("// reads nothing\n"), []);
});

Deno.test("ending() reads what the last line of an example has to look like", () => {
  const wanted = ending("// A story.\n//\n// Ends: mean 0\\.0[1-4]\n");
  assert.deepEqual(["mean 0.03", "mean 0.05", "the mean 0.03"].map((line) => wanted?.test(line)), [
    true,
    false,
    false,
  ]);
  assert.equal(ending("// A story.\n"), undefined);
});
