import { DataError } from "../core/errors.ts";
import { whatIs } from "./_what_is.ts";

/** What can be read as bytes: the path of a file, a URL (`file:`, or any that `fetch` takes), or bytes. */
export type FileSource = string | URL | Uint8Array | ArrayBuffer;

/** One entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
}

/** What `found` of the error says where there is no such file. */
export const NO_FILE = "no such file";

/** What messages call a source. */
export function nameOf(source: FileSource): string {
  return typeof source === "string" || source instanceof URL
    ? JSON.stringify(String(source))
    : "the bytes given";
}

/** The bytes of a source. Files need permission to read. */
export async function bytesOf(source: FileSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  checkSource(source);
  if (source instanceof URL && source.protocol !== "file:") return await fetched(source);
  const { readFile } = await files(source);
  // a plain view, so that what is decoded does not depend on Node's Buffer
  return await refused(source, async () => new Uint8Array(await readFile(source)));
}

/** The entries of a folder, sorted by name, without those whose name begins with a dot. Needs permission to read. */
export async function entriesOf(folder: string | URL): Promise<readonly Entry[]> {
  checkFolder(folder);
  const { readdir, stat } = await files(folder);
  const { fileURLToPath } = await builtin("url") as { fileURLToPath(url: URL): string }; // Node's, hidden from bundlers
  const root = typeof folder === "string" ? folder : fileURLToPath(folder);
  const base = root.replace(/[/\\]+$/, "") || "/";
  const names = (await refused(folder, () => readdir(root))).filter((name) => !name.startsWith(".")).sort();
  return await Promise.all(names.map(async (name) => {
    const path = base.endsWith("/") ? `${base}${name}` : `${base}/${name}`;
    return { name, path, folder: (await refused(path, () => stat(path))).isDirectory() };
  }));
}

function checkSource(source: unknown): void {
  if (source instanceof URL) return;
  if (typeof source !== "string") {
    throw new TypeError(
      `Cannot read a file: got ${whatIs(source)}; give the path of a file, a URL, or bytes`,
    );
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) return;
  const name = JSON.stringify(source);
  throw new DataError(`Cannot read ${name}: a string is taken for a path; give new URL(${name})`);
}

function checkFolder(folder: string | URL): void {
  checkSource(folder);
  if (typeof folder === "string" || folder.protocol === "file:") return;
  throw new DataError(
    `Cannot read ${nameOf(folder)}: a folder is read from files alone; give its path`,
  );
}

/** What we use of `node:fs/promises`. */
interface Files {
  readFile(path: string | URL): Promise<Uint8Array>;
  readdir(path: string): Promise<string[]>;
  stat(path: string): Promise<{ isDirectory(): boolean }>;
}

// Node's modules, in Deno too, whose names bundlers for browsers must not see.
async function builtin(name: string): Promise<unknown> {
  return await import(["node", name].join(":"));
}

async function files(source: string | URL): Promise<Files> {
  try {
    return await builtin("fs/promises") as Files; // the compiler cannot see a module by a computed name
  } catch {
    throw new DataError(
      `Cannot read ${nameOf(source)}: there are no files here; give bytes, or a URL to fetch`,
    );
  }
}

async function refused<T>(source: string | URL, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw readError(source, error);
  }
}

function readError(source: string | URL, error: unknown): Error {
  if (!(error instanceof Error)) throw error;
  const code = "code" in error ? error.code : undefined;
  const name = nameOf(source);
  if (error.name === "NotCapable") {
    const flag = error.message.includes("--allow-all") ? "--allow-all" : `--allow-read=${source}`;
    return new DataError(`Cannot read ${name}: that is not permitted; run with ${flag}`, {
      found: "no permission",
    });
  }
  if (code === "EACCES" || code === "EPERM") {
    return new DataError(
      `Cannot read ${name}: the operating system refuses it; see to who may read it (${error.message})`,
      { found: "no permission" },
    );
  }
  if (code === "ENOENT") {
    return new DataError(`Cannot read ${name}: there is no such file; give a path that exists`, {
      found: NO_FILE,
    });
  }
  if (code === "EISDIR") return new DataError(`Cannot read ${name}: it is a folder; give a file`);
  if (code === "ENOTDIR") return new DataError(`Cannot read ${name}: it is a file; give a folder`);
  return new DataError(`Cannot read ${name}: ${error.message}; see to the file`);
}

async function fetched(url: URL): Promise<Uint8Array> {
  let answer: Response;
  try {
    answer = await fetch(url);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new DataError(`Cannot read ${nameOf(url)}: ${error.message}; give a URL that answers`);
  }
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  await answer.body?.cancel();
  throw new DataError(`Cannot read ${nameOf(url)}: the answer is ${answer.status}; give a URL that answers`);
}
