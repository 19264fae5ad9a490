import assert from "node:assert/strict";

/** When a process is killed. */
export interface Moment {
  /** After it has printed so many lines: 0 counts from its start. */
  readonly lines: number;
  /** And then so many milliseconds. */
  readonly after: number;
}

/** Runs a script of this folder in another process, ends that by SIGKILL, and gives how many lines it had printed. */
export async function killed(
  [script, ...given]: readonly [string, ...string[]],
  { lines, after }: Moment,
): Promise<number> {
  const path = new URL(script, import.meta.url).pathname;
  const args = ["run", "--no-check", "--allow-read", "--allow-write", path, ...given];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "inherit" }).spawn();
  let printed = 0;
  let end: ReturnType<typeof setTimeout> | undefined;
  const endSoon = () => {
    if (printed >= lines) end ??= setTimeout(() => kill(child), after);
  };
  endSoon();
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += text.split("\n").length - 1;
    endSoon();
  }
  await child.status;
  clearTimeout(end);
  return printed;
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    assert.match(String(error), /already terminated/); // it was faster
  }
}
