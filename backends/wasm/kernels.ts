import { DETERMINISTIC, RELAXED } from "./binaries.ts";

/** What the kernels export, as far as it is called from outside generated code. */
export interface Kernels {
  /** First address behind the kernels' own tables. */
  heapBase(): number;
  /** Bytes of scratch memory that a thread needs. */
  scratchBytes(): number;
}

/** The import of the memory, up to its flags: `"env"`, `"memory"`, memory. */
const IMPORT = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02];

/** Flags of a memory that has a maximum: shared between threads, and not. */
const [SHARED, PRIVATE] = [0x03, 0x01];

/** Compiles the kernels. */
export async function compileKernels(
  { deterministic, shared }: { readonly deterministic: boolean; readonly shared: boolean },
): Promise<WebAssembly.Module> {
  const text = atob(deterministic || !knowsRelaxed() ? DETERMINISTIC : RELAXED);
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  if (!shared) bytes[flagsAt(bytes)] = PRIVATE;
  return await WebAssembly.compile(bytes);
}

function flagsAt(bytes: Uint8Array): number {
  const at = bytes.findIndex((_, i) => IMPORT.every((byte, k) => bytes[i + k] === byte)) + IMPORT.length;
  if (bytes[at] !== SHARED) {
    throw new TypeError("Cannot find the memory of the kernels: run deno task build:wasm");
  }
  return at;
}

// A module whose only function is f32x4.relaxed_madd of three zeros.
function knowsRelaxed(): boolean {
  const zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
  const body = [0, ...zero, ...zero, ...zero, 0xfd, 0x85, 0x02, 0x0b];
  const module = [
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    1,
    5,
    1,
    0x60,
    0,
    1,
    0x7b,
    3,
    2,
    1,
    0,
    10,
    body.length + 2,
    1,
  ];
  return WebAssembly.validate(Uint8Array.from([...module, body.length, ...body]));
}
