import golden from "../../golden/images.json" with { type: "json" };

/** Files by path; a path that ends with a slash is a folder without files. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** Runs `use` with the path of a folder that holds these files, and removes it. */
export async function withFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "attune-" });
  try {
    for (const [path, content] of Object.entries(files)) {
      await Deno.mkdir(`${folder}/${path.slice(0, path.lastIndexOf("/") + 1)}`, { recursive: true });
      if (path.endsWith("/")) continue;
      await Deno.writeFile(
        `${folder}/${path}`,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
    }
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The bytes of a golden PNG or JPEG. */
export function picture(name: string, kind: "png" | "jpeg" = "png"): Uint8Array {
  const { file } = golden[kind].find((entry) => entry.name === name)!;
  return Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
}
