import { damaged } from "./_damaged.ts";

/** The numbers of an IDX file, and their sizes: rows first. */
export interface Idx {
  readonly sizes: readonly number[];
  readonly values: Uint8Array;
}

/** What an IDX file is said to hold. */
export interface ParseIdxOptions {
  readonly of: "images" | "labels";
  /** What messages call the file. */
  readonly name: string;
}

// Types of numbers in an IDX file, from its author's description of MNIST; bytes are 0x08.
const BYTE = 0x08;
const TYPES: ReadonlyMap<number, string> = new Map([
  [0x09, "signed bytes"],
  [0x0b, "16-bit integers"],
  [0x0c, "32-bit integers"],
  [0x0d, "32-bit floating numbers"],
  [0x0e, "64-bit floating numbers"],
]);

/** How many axes images and labels may have. */
const AXES = { images: [3, 4], labels: [1] };

/** How files of these begin, for messages. */
const MAGIC = { images: "0x00000803, or 0x00000804 in colour", labels: "0x00000801" };

/** The numbers of an IDX file, or of a gzipped one. Everything must be there, and nothing more. */
export async function parseIdx(file: Uint8Array, { of, name }: ParseIdxOptions): Promise<Idx> {
  const what = `read ${of} in ${name}`;
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? await unzipped(file, what) : file;
  checkMagic(bytes, { of, what });
  const axes = bytes[3]!;
  const header = 4 + 4 * axes;
  if (bytes.length < header) {
    throw damaged(what, `the file is truncated: its header has ${header} bytes, found ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(header);
  const wanted = sizes.reduce((product, size) => product * size, 1);
  const promised = `${sizes.join(" × ")} bytes follow its header, says the file`;
  if (values.length < wanted) {
    throw damaged(what, `the file is truncated: ${promised}, ${wanted} in all, found ${values.length}`);
  }
  if (values.length > wanted) {
    throw damaged(
      what,
      `the file goes on after its end: ${promised}, ${wanted} in all, found ${values.length}`,
    );
  }
  return { sizes, values };
}

function checkMagic(
  bytes: Uint8Array,
  { of, what }: Pick<ParseIdxOptions, "of"> & { readonly what: string },
): void {
  if (bytes.length < 4) throw damaged(what, `the file is truncated: it has ${bytes.length} bytes`);
  const magic = `0x${
    Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("")
  }`;
  const [first, second, type, axes] = bytes;
  if (first !== 0 || second !== 0) {
    const cure = "give an IDX file, gzipped or not";
    throw damaged(
      what,
      `it begins with ${magic}, neither as an IDX file (0x0000) nor as gzip (0x1f8b)`,
      cure,
    );
  }
  if (type !== BYTE) {
    const fault = `its numbers are ${TYPES.get(type!) ?? "of no known type"} (magic number ${magic})`;
    throw damaged(what, fault, "give a file of bytes, 0x08");
  }
  if (AXES[of].includes(axes!)) return;
  const other = AXES.labels.includes(axes!)
    ? ", that of labels"
    : AXES.images.includes(axes!)
    ? ", that of images"
    : "";
  throw damaged(what, `its magic number is ${magic}${other}`, `give a file of ${of}, ${MAGIC[of]}`);
}

async function unzipped(file: Uint8Array, what: string): Promise<Uint8Array> {
  // a copy: a Blob does not take views of shared memory, and the type of a view does not say which it has
  const stream = new Blob([new Uint8Array(file)]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw damaged(what, `the gzip of ${file.length} bytes is truncated or damaged (${reason})`);
  }
}
