import type { Expr } from "../../../core/layer.ts";
import type { Slot, Tensor } from "../../lowering/mod.ts";
import { ExpressionWriter } from "../expression.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

/** Something done to each element by itself; tensors that it reads and writes have `width` elements a row. */
export type Part =
  & { readonly reads: Readonly<Record<string, Tensor>>; readonly writes: Readonly<Record<string, Tensor>> }
  & (
    /** Each written tensor is an expression of those that are read, by name. */
    | { readonly does: "map"; readonly values: Readonly<Record<string, Expr>> }
    /** y = x / (1 − rate) where the mask keeps it, else 0. */
    | { readonly does: "drop"; readonly layer: number }
    /** y = x · weight of the row / (rows · per): what an element adds to the gradient of a mean. */
    | { readonly does: "weigh"; readonly per: number }
    /** y = x · factor, feature by feature of `features`. */
    | { readonly does: "scale"; readonly factor: Slot; readonly features: number }
  );

/** Parts one after the other, in one go over the elements. */
export function elements(
  { parts, width }: { readonly parts: readonly Part[]; readonly width: number },
  write: Writing,
): EachBody {
  const count = write.count(width);
  const text = elementsText(parts, { write, width, given: new Map() });
  const beside = parts.some(({ does }) => does === "drop") ? DROP : "";
  return { name: "elements", form: "each", count: `o.here * ${count}`, perRow: width, text, beside };
}

/** What is known of an element before the parts begin. */
export interface Given {
  readonly write: Writing;
  readonly width: number;
  /** WGSL of values by the number of their tensor; they are written too. */
  readonly given: ReadonlyMap<number, readonly [tensor: Tensor, value: string]>;
}

/** Statements that carry out parts for element `i`. */
export function elementsText(parts: readonly Part[], { write, width, given }: Given): string {
  const writer = new ExpressionWriter("v");
  const values = new Map([...given].map(([id, [, value]]) => [id, value]));
  const written = new Map([...given].map(([id, [tensor]]) => [id, tensor]));
  const row = `i / ${write.count(width)}`;
  for (const part of parts) {
    const variables = new Map(
      Object.entries(part.reads).map(([name, tensor]) => {
        const value = values.get(tensor.id) ?? writer.keep(write.element(tensor)("i"));
        values.set(tensor.id, value);
        return [name, value];
      }),
    );
    const results = Object.entries(part.writes).map(([name, tensor]) => {
      return [tensor, valueOf(part, { name, variables, row, writer, write })] as const;
    });
    for (const [tensor, value] of results) {
      values.set(tensor.id, value);
      written.set(tensor.id, tensor);
    }
  }
  const stores = [...written].map(([id, tensor]) => `${write.element(tensor)("i")} = ${values.get(id)};`);
  return [...writer.lines, ...stores].map((line) => `  ${line}`).join("\n");
}

/** A function `own_tail` that carries out parts for element `i` of `output`, given its value, and writes that too. */
export function tailText(
  parts: readonly Part[],
  { write, width, output }: Omit<Given, "given"> & { readonly output: Tensor },
): string {
  const text = elementsText(parts, { write, width, given: new Map([[output.id, [output, "value"]]]) });
  const drops = parts.some(({ does }) => does === "drop");
  return `${drops ? DROP : ""}\nfn own_tail(o: Model, i: u32, value: f32) {\n${text}\n}`;
}

interface Valuing {
  /** Role of the tensor that is written. */
  readonly name: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly row: string;
  readonly writer: ExpressionWriter;
  readonly write: Writing;
}

function valueOf(part: Part, { name, variables, row, writer, write }: Valuing): string {
  const x = () => variables.get("x")!; // all but maps read `x`
  switch (part.does) {
    case "map":
      return writer.value(part.values[name]!, { variables }); // a value for each tensor that is written
    case "drop":
      return writer.keep(`own_drop(${write.dropout(part.layer)}, i, ${x()})`);
    case "weigh":
      return writer.keep(`${x()} * weight_of(o, ${row}) / f32(o.here * ${write.count(part.per)})`);
    case "scale":
      return writer.keep(`${x()} * vectors[${write.slot(part.factor)} + i % ${write.count(part.features)}]`);
  }
}

const ROTATIONS = [[13, 15, 26, 6], [17, 29, 16, 24]];
const ROUNDS = Array.from({ length: 5 }, (_, d) =>
  [
    ...ROTATIONS[d % 2]!.map((r) => `x += y; y = ((y << ${r}u) | (y >> ${32 - r}u)) ^ x;`),
    `x += ${["b", "c", "a"][d % 3]}; y += ${["c", "a", "b"][d % 3]} + ${d + 1}u;`,
  ].map((line) => `  ${line}`).join("\n")).join("\n");

/** Threefry-2x32 with 20 rounds, under a key from the tape: element i takes word i mod 2 of block ⌊i / 2⌋. */
const DROP = `fn own_drop(at: u32, i: u32, value: f32) -> f32 {
  let a = tape[at];
  let b = tape[at + 1u];
  let c = a ^ b ^ 0x1bd11bdau;
  var x = i / 2u + a;
  var y = b;
${ROUNDS}
  return select(0.0, value * bitcast<f32>(tape[at + 3u]), select(x, y, i % 2u == 1u) >= tape[at + 2u]);
}`;
