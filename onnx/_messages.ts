// Field numbers and codes of onnx.proto: https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto
import { type HostArray, type Shape, sizeOf } from "../core/array.ts";
import { bytes, float, int, message, text } from "./_protobuf.ts";

/** What numbers or words a tensor holds, by the code of its kind. */
export const ELEMENT = Object.freeze({ float: 1, int64: 7, text: 8, double: 11 });

/** A setting of an operator. */
export type Attribute =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly text: string }
  | { readonly floats: readonly number[] }
  | { readonly ints: readonly number[] }
  | { readonly texts: readonly string[] };

/** One operator of a graph: what it is given and gives, by name. */
export interface Operator {
  /** What it does: `"Gemm"`. */
  readonly op: string;
  /** What it is given. */
  readonly inputs: readonly string[];
  /** What it gives. */
  readonly output: string;
  /** Its settings. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** The set of operators that it is of. */
  readonly set: OperatorSet;
}

/** Operators that belong together. */
export interface OperatorSet {
  /** Its name; empty for the common one. */
  readonly domain: string;
  readonly version: number;
}

/** What goes into a graph or comes out of it: a row for each observation. */
export interface Port {
  readonly name: string;
  readonly element: keyof typeof ELEMENT;
  /** Shape of one observation. */
  readonly shape: Shape;
}

/** A NodeProto as field `field`. */
export function operator(field: number, { op, inputs, output, attributes, set }: Operator): Uint8Array {
  return message(field, [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(3, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, attribute]) =>
      message(5, [text(1, name), ...value(attribute)])
    ),
    text(7, set.domain),
  ]);
}

/** A TensorProto of numbers as field `field`, each in 32 bits (`"float"`) or in 64. */
export function numbers(
  field: number,
  name: string,
  { shape, data, element }: HostArray & { readonly element: "float" | "double" },
): Uint8Array {
  const width = element === "float" ? 4 : 8;
  const values = new DataView(new ArrayBuffer(width * sizeOf(shape)));
  data.forEach((number, i) => {
    if (element === "float") values.setFloat32(width * i, number, true);
    else values.setFloat64(width * i, number, true);
  });
  return tensor(field, name, { element, shape, values });
}

/** A TensorProto of whole numbers in a row as field `field`. */
export function wholes(field: number, name: string, data: readonly number[]): Uint8Array {
  const values = new DataView(new ArrayBuffer(8 * data.length));
  data.forEach((number, i) => values.setBigInt64(8 * i, BigInt(number), true));
  return tensor(field, name, { element: "int64", shape: [data.length], values });
}

/** A ValueInfoProto as field `field`. */
export function port(field: number, { name, element, shape }: Port): Uint8Array {
  const sizes = [message(1, [text(2, "N")]), ...shape.map((size) => message(1, [int(1, size)]))];
  const type = message(1, [int(1, ELEMENT[element]), message(2, sizes)]);
  return message(field, [text(1, name), message(2, [type])]);
}

// Its fields behind the name: the value, and which kind of value that is.
function value(attribute: Attribute): readonly Uint8Array[] {
  if ("float" in attribute) return [float(2, attribute.float), int(20, 1)];
  if ("int" in attribute) return [int(3, attribute.int), int(20, 2)];
  if ("text" in attribute) return [text(4, attribute.text), int(20, 3)];
  if ("floats" in attribute) return [...attribute.floats.map((number) => float(7, number)), int(20, 6)];
  if ("ints" in attribute) return [...attribute.ints.map((whole) => int(8, whole)), int(20, 7)];
  return [...attribute.texts.map((word) => text(9, word)), int(20, 8)];
}

function tensor(
  field: number,
  name: string,
  { element, shape, values }: {
    readonly element: keyof typeof ELEMENT;
    readonly shape: Shape;
    readonly values: DataView<ArrayBuffer>;
  },
): Uint8Array {
  return message(field, [
    ...shape.map((size) => int(1, size)),
    int(2, ELEMENT[element]),
    text(8, name),
    bytes(9, new Uint8Array(values.buffer)),
  ]);
}
