import type { Expr } from "../../core/layer.ts";
import { numbersIn } from "../../nn/mod.ts";
import type { MapStep } from "../lowering/mod.ts";
import type { Assembler } from "./assembler.ts";
import type { Code } from "./code.ts";
import { ElementWriter } from "./emit_elements.ts";
import type { Table } from "./table.ts";

/** Where a module's parts are put together. */
export interface Module {
  /** The module. */
  readonly assembler: Assembler;
  /** Its constants. */
  readonly table: Table;
  /** Functions made for maps, by what they compute. */
  readonly maps: Map<string, number>;
}

/** Bytes of four elements. */
const VECTOR = 16;

/**
 * Index of a function that carries out a map: it takes the table, the count of elements and the addresses of all
 * tensors, reads first. Maps that compute the same share it.
 */
export function mapFunction({ reads, writes, values }: MapStep, module: Module): number {
  const names = [...Object.keys(reads), ...Object.keys(writes)];
  // numbers as text: JSON has no infinity
  const asText = (_: string, value: unknown) => typeof value === "number" ? String(value) : value;
  const key = JSON.stringify([names, values], asText);
  const known = module.maps.get(key);
  if (known !== undefined) return known;
  const { assembler } = module;
  const takes = ["i32", "i32", ...names.map(() => "i32" as const)] as const;
  const name = `map${module.maps.size}`;
  const { index, code } = assembler.defined(name, { takes });
  const addresses = new Map(names.map((of, i) => [of, i + 2]));
  loop({ code, module, count: 1, expressions: Object.values(values) }, (writer, at, variables) => {
    for (const of of Object.keys(reads)) variables.set(of, loadVector(code, addresses.get(of)!, at));
    const results = Object.entries(values).map(([to, value]) => [to, writer.value(value)] as const);
    for (const [to, result] of results) storeVector(code, [addresses.get(to)!, at], result);
  });
  module.maps.set(key, index);
  return index;
}

/** What a loop over elements needs to know before it begins. */
export interface Loop {
  /** The function. */
  readonly code: Code;
  /** Its module. */
  readonly module: Module;
  /** Local that holds the count of elements. */
  readonly count: number;
  /** Everything that will be computed in it. */
  readonly expressions: readonly Expr[];
  /** Locals of numbers, 32 bits each, that are the same for all elements. */
  readonly scalars?: ReadonlyMap<string, number>;
}

/** Writes a loop over elements, four at a time; `body` is told the local of the offset in bytes. */
export function loop(
  { code, module, count, expressions, scalars = new Map() }: Loop,
  body: (writer: ElementWriter, at: number, variables: Map<string, number>) => void,
): void {
  const constants = new Map<number, number>();
  const splatNumber = (value: number) => {
    if (constants.has(value)) return;
    if (isPlain(value)) code.splat(value);
    else code.get(0).memory("v128.load32_splat", module.table.at({ kind: "f32", value }));
    constants.set(value, setNew(code, "v128"));
  };
  for (const value of [0, 1, -1]) splatNumber(value);
  expressions.flatMap(numbersIn).forEach(splatNumber);
  const variables = new Map<string, number>();
  const reciprocals = new Map<number, number>();
  for (const [name, local] of scalars) {
    const splat = setNew(code.get(local).op("f32x4.splat"), "v128");
    variables.set(name, splat);
    reciprocals.set(splat, setNew(code.get(constants.get(1)!, splat).op("f32x4.div"), "v128"));
  }
  const [at, end] = [code.local("i32"), code.local("i32")];
  code.get(count).i32(2).op("i32.shl").set(end).i32(0).set(at);
  code.while(() => code.get(at, end).op("i32.lt_u"), () => {
    const writer = new ElementWriter({
      assembler: module.assembler,
      code,
      variables,
      constant: (value) => constants.get(value)!, // collected above
      reciprocal: (local) => reciprocals.get(local),
    });
    body(writer, at, variables);
    code.get(at).i32(VECTOR).op("i32.add").set(at);
  });
}

/** Loads four elements at an address plus an offset into a new local. */
export function loadVector(code: Code, address: number, offset: number): number {
  return setNew(code.get(address, offset).op("i32.add").memory("v128.load"), "v128");
}

/** Stores four elements at the sum of an address and an offset. */
export function storeVector(code: Code, [address, offset]: readonly [number, number], value: number): void {
  code.get(address, offset).op("i32.add").get(value).memory("v128.store");
}

/** Pops into a new local. */
export function setNew(code: Code, type: Parameters<Code["local"]>[0]): number {
  const local = code.local(type);
  code.set(local);
  return local;
}

// Numbers that are written into the code; all others stand in the table, so that programs share modules.
function isPlain(value: number): boolean {
  return [0, 0.5, 1, 2, -1].includes(value);
}
