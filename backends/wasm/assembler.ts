import { Code, text, unsigned, vector } from "./code.ts";
import { TYPES, type ValueType } from "./opcodes.ts";

/** What a function takes and gives. */
export interface Signature {
  /** Types of its arguments. */
  readonly takes: readonly ValueType[];
  /** Type of its result, if it has one. */
  readonly gives?: ValueType;
}

/** Puts a WebAssembly module together, function by function. Imports are made as they are first called. */
export class Assembler {
  readonly #types: string[] = [];
  readonly #imports = new Map<string, { readonly index: number; readonly type: number }>();
  readonly #functions: { readonly name: string; readonly type: number; readonly code: Code }[] = [];

  /** Index of a function that the module gets from its surroundings, by name. */
  imported(name: string, signature: Signature): number {
    const known = this.#imports.get(name);
    if (known) return known.index;
    const index = this.#imports.size;
    this.#imports.set(name, { index, type: this.#type(signature) });
    return index;
  }

  /**
   * Adds a function, which the module also gives to its surroundings. Its index counts from the imports, whose
   * number is known at the end: call it by {@linkcode Code.callDefined}.
   */
  defined(name: string, signature: Signature): { readonly index: number; readonly code: Code } {
    const code = new Code(signature.takes);
    return { index: this.#functions.push({ name, type: this.#type(signature), code }) - 1, code };
  }

  /** The module; it imports `env.memory`, and its functions from `kernels`. */
  bytes({ shared }: { readonly shared: boolean }): Uint8Array<ArrayBuffer> {
    const memory = [...text("env"), ...text("memory"), 0x02, shared ? 0x03 : 0x01, 1, ...unsigned(65536)];
    const imports = [...this.#imports].map(([name, { type }]) => [
      ...text("kernels"),
      ...text(name),
      0x00,
      ...unsigned(type),
    ]);
    const first = this.#imports.size;
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, this.#types.map((type) => type.split(",").map(Number))),
      ...section(2, [memory, ...imports]),
      ...section(3, this.#functions.map(({ type }) => unsigned(type))),
      ...section(7, this.#functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(first + i)])),
      ...section(10, this.#functions.map(({ code }) => code.body(first))),
    ]);
  }

  #type({ takes, gives }: Signature): number {
    const results = gives === undefined ? [] : [TYPES[gives]];
    const type = [0x60, ...vector(takes.map((t) => [TYPES[t]])), ...vector(results.map((t) => [t]))].join();
    const known = this.#types.indexOf(type);
    return known >= 0 ? known : this.#types.push(type) - 1;
  }
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
}
