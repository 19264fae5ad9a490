import { brief } from "../core/show.ts";
import type { Store } from "./store.ts";

/** What a file is called until it is whole. */
const PART = ".part";

/**
 * Keeps files in a folder, which is made where there is none. Each is written beside its place, flushed to the disk, and
 * put there by renaming: a process or a machine that stops at any moment leaves the old file or the new one, never a part
 * of it under its name. Needs permission to read and write there.
 *
 * @example
 * ```ts ignore
 * import { fileStore } from "@attune/attune/meta";
 *
 * const store = fileStore("snapshots");
 * await store.write("net.attune", bytes);
 * ```
 */
export function fileStore(folder: string): Store {
  if (typeof folder !== "string" || folder === "") {
    throw new TypeError(`Cannot keep files in ${brief(folder)}: give the path of a folder`);
  }
  const base = folder.replace(/[/\\]+$/, "") || "/";
  const pathOf = (name: string) => `${base}/${checkedName(name)}`;
  return Object.freeze<Store>({
    async write(name, bytes) {
      const path = pathOf(name);
      const { mkdir, open, rename } = await files(folder);
      await mkdir(folder, { recursive: true });
      await flushed(await open(path + PART, "w"), (file) => file.writeFile(bytes));
      await rename(path + PART, path);
      await flushed(await open(folder, "r")); // that the name is there must last, too
    },
    async read(name) {
      const path = pathOf(name);
      const { readFile } = await files(folder);
      return new Uint8Array(await readFile(path)); // a plain view, and no Buffer of Node's
    },
    async list() {
      const { mkdir, readdir } = await files(folder);
      await mkdir(folder, { recursive: true });
      return (await readdir(folder)).filter((name) => !name.endsWith(PART)).sort();
    },
    async remove(name) {
      const path = pathOf(name);
      const { rm } = await files(folder);
      await rm(path, { force: true });
    },
  });
}

/** What we use of a file of `node:fs/promises`. */
interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What we use of `node:fs/promises`. */
interface Files {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  open(path: string, flags: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
  readdir(path: string): Promise<string[]>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

async function flushed(file: OpenFile, write?: (file: OpenFile) => Promise<void>): Promise<void> {
  try {
    await write?.(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

// Node's module, in Deno too, whose name bundlers for browsers must not see.
async function files(folder: string): Promise<Files> {
  try {
    return await import(["node", "fs/promises"].join(":")) as Files; // the compiler cannot see a module by a computed name
  } catch {
    throw new TypeError(
      `Cannot keep files in ${brief(folder)}: there are no files here; give a store of your own`,
    );
  }
}

function checkedName(name: string): string {
  if (typeof name === "string" && /^[^/\\.][^/\\]*$/.test(name) && !name.endsWith(PART)) return name;
  throw new TypeError(
    `Cannot call a file ${
      brief(name)
    }: give a name without slashes that begins with no dot and does not end in ${PART}`,
  );
}
