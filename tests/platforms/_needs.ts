/** Whether a program is here. Where it is not, its tests are skipped and a line says so; with CI=true they run, and fail. */
export async function needs(name: string, program: string): Promise<boolean> {
  if (Deno.env.get("CI") === "true") return true;
  try {
    await new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" }).output();
    return true;
  } catch {
    console.log(`Skipped: ${name} is not installed (${program})`);
    return false;
  }
}
