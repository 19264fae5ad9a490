import type { HostArray } from "../core/array.ts";
import {
  type Attribute,
  ELEMENT,
  numbers,
  operator,
  type OperatorSet,
  type Port,
  port,
  wholes,
} from "./_messages.ts";
import { int, joined, message, text } from "./_protobuf.ts";

/** Version of the form of files: that of ONNX 1.12. */
const FORM = 8;

const COMMON: OperatorSet = Object.freeze({ domain: "", version: 17 });

/** The operators of classical machine learning. */
export const CLASSICAL: OperatorSet = Object.freeze({ domain: "ai.onnx.ml", version: 3 });

/** Settings of an operator, and the set that it is of, where that is not the common one. */
export interface Settings {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly set?: OperatorSet;
}

/** A graph in the making: operators in the order in which they are added, constants, what goes in and comes out. */
export class Graph {
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];
  readonly #constants: Uint8Array[] = [];
  readonly #operators: Uint8Array[] = [];
  readonly #sets = new Set([COMMON]);
  readonly #scalars = new Map<number, string>();
  readonly #taken = new Set([""]); // which stands for an input that is left out

  /** What goes in. Gives the name that it has got: with underscores, where another has its name. */
  input(given: Port): string {
    const name = this.#free(given.name);
    this.#inputs.push(port(11, { ...given, name }));
    return name;
  }

  /** What comes out: the value called `from`, under a name as that of an input. */
  output(given: Port, from: string): void {
    const name = this.#free(given.name);
    const same = { op: "Identity", inputs: [from], output: name, attributes: {}, set: COMMON };
    this.#operators.push(operator(1, same));
    this.#outputs.push(port(12, { ...given, name }));
  }

  /** A constant array in 32 bits, which is called `name` where that is free. Gives its name. */
  array(name: string, values: HostArray): string {
    return this.#numbers(name, { ...values, element: "float" });
  }

  /** A constant array in 64 bits, otherwise as `array`. */
  doubles(name: string, values: HostArray): string {
    return this.#numbers(name, { ...values, element: "double" });
  }

  /** A constant list of whole numbers. Gives its name. */
  wholes(values: readonly number[]): string {
    const name = this.#free(`wholes_${this.#constants.length}`);
    this.#constants.push(wholes(5, name, values));
    return name;
  }

  /** A constant number, the same for all who ask for it. Gives its name. */
  scalar(value: number): string {
    const known = this.#scalars.get(value);
    if (known !== undefined) return known;
    const name = this.array(`number_${value}`, { shape: [], data: Float64Array.of(value) });
    this.#scalars.set(value, name);
    return name;
  }

  /** What an operator makes of these. Gives its name. */
  apply(op: string, inputs: readonly string[], { attributes = {}, set = COMMON }: Settings = {}): string {
    const output = this.#free(`${op}_${this.#operators.length}`);
    this.#operators.push(operator(1, { op, inputs, output, attributes, set }));
    this.#sets.add(set);
    return output;
  }

  /** Numbers of another type. Gives their name. */
  cast(x: string, to: keyof typeof ELEMENT): string {
    return this.apply("Cast", [x], { attributes: { to: { int: ELEMENT[to] } } });
  }

  /** Columns side by side: what has a row for each of them. Gives their name. */
  beside(columns: readonly string[]): string {
    return this.apply("Concat", columns, { attributes: { axis: { int: 1 } } });
  }

  /** The file (a ModelProto): a graph called `name`, and properties in words. */
  file(name: string, properties: Readonly<Record<string, string>>): Uint8Array {
    const graph = [
      ...this.#operators,
      text(2, name),
      ...this.#constants,
      ...this.#inputs,
      ...this.#outputs,
    ];
    return joined([
      int(1, FORM),
      text(2, "attune"),
      message(7, graph),
      ...Array.from(this.#sets, ({ domain, version }) => message(8, [text(1, domain), int(2, version)])),
      ...Object.entries(properties).map(([key, value]) => message(14, [text(1, key), text(2, value)])),
    ]);
  }

  #numbers(wanted: string, values: HostArray & { readonly element: "float" | "double" }): string {
    const name = this.#free(wanted);
    this.#constants.push(numbers(5, name, values));
    return name;
  }

  #free(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) name += "_";
    this.#taken.add(name);
    return name;
  }
}
