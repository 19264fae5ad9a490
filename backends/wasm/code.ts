import { type Instruction, MEMORY, PLAIN, TYPES, type ValueType } from "./opcodes.ts";

/** The body of a function while it is written. Every method adds instructions and gives the code back. */
export class Code {
  readonly #bytes: number[] = [];
  readonly #locals: ValueType[] = [];
  readonly #arguments: number;
  readonly #calls: { readonly at: number; readonly index: number }[] = [];

  /** An empty body of a function that takes these. */
  constructor(takes: readonly ValueType[]) {
    this.#arguments = takes.length;
  }

  /** Index of a new local variable. */
  local(type: ValueType): number {
    return this.#arguments + this.#locals.push(type) - 1;
  }

  /** Instructions without an immediate. */
  op(...names: readonly Instruction[]): this {
    for (const name of names) this.#bytes.push(...PLAIN[name]);
    return this;
  }

  /** A load or store at the address on the stack plus `offset`. */
  memory(name: keyof typeof MEMORY, offset = 0): this {
    const [bytes, align] = MEMORY[name];
    this.#bytes.push(...bytes, align, ...unsigned(offset));
    return this;
  }

  /** Pushes local variables. */
  get(...locals: readonly number[]): this {
    for (const local of locals) this.#bytes.push(0x20, ...unsigned(local));
    return this;
  }

  /** Pops into a local variable. */
  set(local: number): this {
    this.#bytes.push(0x21, ...unsigned(local));
    return this;
  }

  /** Copies the top of the stack into a local variable. */
  tee(local: number): this {
    this.#bytes.push(0x22, ...unsigned(local));
    return this;
  }

  /** Pushes an integer. */
  i32(value: number): this {
    this.#bytes.push(0x41, ...signed(value));
    return this;
  }

  /** Pushes a 64-bit number. */
  f64(value: number): this {
    this.#bytes.push(0x44, ...new Uint8Array(Float64Array.of(value).buffer));
    return this;
  }

  /** Pushes four times the same 32-bit number. */
  splat(value: number): this {
    const four = new Uint8Array(Float32Array.of(value, value, value, value).buffer);
    this.#bytes.push(0xfd, 0x0c, ...four);
    return this;
  }

  /** Calls an imported function. */
  call(index: number): this {
    this.#bytes.push(0x10, ...unsigned(index));
    return this;
  }

  /** Calls a function that the module defines; `index` counts these. */
  callDefined(index: number): this {
    this.#bytes.push(0x10);
    this.#calls.push({ at: this.#bytes.length, index });
    return this;
  }

  /** Carries out `body` while `condition` leaves something other than 0. */
  while(condition: () => void, body: () => void): this {
    const empty = 0x40;
    this.#bytes.push(0x02, empty, 0x03, empty);
    condition();
    this.op("i32.eqz");
    this.#bytes.push(0x0d, 1);
    body();
    this.#bytes.push(0x0c, 0);
    return this.op("end", "end");
  }

  /** Carries out `body` if the top of the stack is not 0. */
  if(body: () => void): this {
    this.#bytes.push(0x04, 0x40);
    body();
    return this.op("end");
  }

  /** The finished body, as it stands in a module whose own functions are numbered from `first`. */
  body(first: number): number[] {
    const locals = vector(this.#locals.map((type) => [1, TYPES[type]]));
    const content = [...locals];
    let from = 0;
    for (const { at, index } of this.#calls) {
      content.push(...this.#bytes.slice(from, at), ...unsigned(first + index));
      from = at;
    }
    content.push(...this.#bytes.slice(from), ...PLAIN.end);
    return [...unsigned(content.length), ...content];
  }
}

/** A natural number in LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** An integer in signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** A list, behind its length. */
export function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

/** A name, behind its length; ASCII only. */
export function text(name: string): number[] {
  return vector([...name].map((c) => [c.charCodeAt(0)]));
}
