/** Runs the Deno that runs this script, in the foreground, and gives its exit code. */
export async function deno(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return (await new Deno.Command(Deno.execPath(), { args: [...args], env }).spawn().status).code;
}
