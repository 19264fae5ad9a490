import { Arena, MOST_PAGES } from "./arena.ts";
import type { Assembler } from "./assembler.ts";
import type { Exports } from "./emit.ts";
import { compileKernels, type Kernels } from "./kernels.ts";

/** Compiled code of programs, with the code's instance on the calling thread. */
export interface Code {
  /** Its number, from 0. */
  readonly id: number;
  /** What other threads make an instance of. */
  readonly module: WebAssembly.Module;
  /** The instance of this thread. */
  readonly exports: Exports;
}

/** One memory with kernels over it, and the code of all programs. */
export interface Device {
  /** The memory. */
  readonly memory: WebAssembly.Memory;
  /** Hands it out. */
  readonly arena: Arena;
  /** The kernels, for other threads. */
  readonly kernels: WebAssembly.Module;
  /** Whether other threads can see the memory. */
  readonly shared: boolean;
  /** Bytes of scratch memory that each thread needs. */
  readonly scratchBytes: number;
  /** Scratch memory of the calling thread. */
  readonly scratch: number;
  /** Compiles code, or gives the same code that was compiled before. */
  code(assembler: Assembler): Promise<Code>;
}

/** Makes a device. */
export async function makeDevice({ deterministic }: { readonly deterministic: boolean }): Promise<Device> {
  // browsers let pages share memory only when they are isolated from others
  const shared = typeof SharedArrayBuffer !== "undefined";
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MOST_PAGES, shared });
  const kernels = await compileKernels({ deterministic, shared });
  const instance = await WebAssembly.instantiate(kernels, { env: { memory } });
  // the kernels' exports are typed by their imports in generated code and by `Kernels`
  const { heapBase, scratchBytes } = instance.exports as unknown as Kernels;
  const arena = new Arena(memory, heapBase());
  const known = new Map<string, Promise<Code>>();
  const codes = new WeakMap<Assembler, Promise<Code>>();
  const compile = async (bytes: Uint8Array<ArrayBuffer>, id: number): Promise<Code> => {
    const module = await WebAssembly.compile(bytes);
    const own = await WebAssembly.instantiate(module, { env: { memory }, kernels: instance.exports });
    return { id, module, exports: own.exports as unknown as Exports }; // as emitted
  };
  return {
    memory,
    arena,
    kernels,
    shared,
    scratchBytes: scratchBytes(),
    scratch: arena.take(scratchBytes()),
    code(assembler) {
      const made = codes.get(assembler);
      if (made) return made;
      const bytes = assembler.bytes({ shared });
      const key = bytes.join();
      const code = known.get(key) ?? compile(bytes, known.size);
      known.set(key, code);
      codes.set(assembler, code);
      return code;
    },
  };
}
