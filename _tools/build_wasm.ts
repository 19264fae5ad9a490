/**
 * `deno task build:wasm`: compiles backends/wasm/assembly into the two builds that backends/wasm/binaries.ts
 * carries. With `--check` it writes nothing and fails where the committed file is not what the sources give.
 * deno.json keeps the assembly folder from `deno fmt`, which deletes the decorator `@inline` from functions.
 */

import asc from "assemblyscript/asc";

const ENTRY = "backends/wasm/assembly/index.ts";
const BINARIES = "backends/wasm/binaries.ts";

/** Which instructions a build may use. */
export type Build = "relaxed" | "deterministic";

/** The bytes that AssemblyScript makes of the sources behind `entry`; throws what the compiler says. */
export async function compile(
  entry: string,
  build: Build,
): Promise<Readonly<{ bytes: Uint8Array<ArrayBuffer>; text: string }>> {
  const output = new Map<string, Uint8Array | string>();
  const { error, stderr } = await asc.main([entry, ...flags(build)], {
    readFile: (name, folder) => readText(`${folder}/${name}`),
    writeFile: (name, contents) => void output.set(name, contents),
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`Cannot compile ${entry}: ${error.message}\n${stderr.toString()}`);
  const bytes = output.get("kernels.wasm");
  const text = output.get("kernels.wat");
  if (!(bytes instanceof Uint8Array) || typeof text !== "string") {
    throw new Error(
      `Cannot compile ${entry}: the compiler wrote ${[...output.keys()].join(", ") || "nothing"}`,
    );
  }
  return { bytes: new Uint8Array(bytes), text };
}

/** The text of binaries.ts for two builds. */
export function binaries(builds: Readonly<Record<Build, Uint8Array>>): string {
  return `// Made by \`deno task build:wasm\` from backends/wasm/assembly; not for editing.

/** The kernels with relaxed multiply-add, in base64: faster, and rounded once or twice as the processor likes. */
export const RELAXED: string =
  "${builds.relaxed.toBase64()}";

/** The kernels without relaxed instructions, in base64: the same bits on every processor. */
export const DETERMINISTIC: string =
  "${builds.deterministic.toBase64()}";
`;
}

function flags(build: Build): readonly string[] {
  return [
    ...["--outFile", "kernels.wasm", "--textFile", "kernels.wat"],
    // -O3 turns locals into single assignments and sinks whole chains of multiply-adds: the tiles spill and lose a third
    ...["-O2", "--noAssert", "--runtime", "stub"],
    ...["--importMemory", "--sharedMemory", "--initialMemory", "2", "--maximumMemory", "65536"],
    ...["--enable", "simd", "--enable", "threads"],
    ...(build === "relaxed" ? ["--enable", "relaxed-simd"] : []),
  ];
}

async function readText(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    // The compiler tries several places for each import and takes null for "not here".
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const relaxed = await compile(ENTRY, "relaxed");
  const deterministic = await compile(ENTRY, "deterministic");
  const text = binaries({ relaxed: relaxed.bytes, deterministic: deterministic.bytes });
  console.log(`relaxed ${relaxed.bytes.length} bytes, deterministic ${deterministic.bytes.length} bytes`);
  if (!args.includes("--check")) {
    await Deno.writeTextFile(BINARIES, text);
    return 0;
  }
  if (text === await readText(BINARIES)) return 0;
  console.error(`${BINARIES} is not what its sources give; \`deno task build:wasm\` would write it`);
  return 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
