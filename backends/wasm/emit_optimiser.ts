import type { Rule } from "../../core/layer.ts";
import { scalarNames } from "../../nn/mod.ts";
import { type Layout, type Link, type Pass, passesOf } from "../lowering/mod.ts";
import { GRADIENTS, WEIGHTS } from "./bind.ts";
import type { Code } from "./code.ts";
import { loadVector, loop, type Module, setNew, storeVector } from "./emit_map.ts";
import { emitScalar } from "./emit_scalar.ts";
import { kernel } from "./imports.ts";

/** Index of the function that makes one optimiser step; it takes the table. */
export function emitOptimiser(rules: readonly Rule[], layout: Layout, module: Module): number {
  const { index, code } = module.assembler.defined("optimise", { takes: ["i32"] });
  const t = setNew(field(code, module, "step"), "f64");
  const since = setNew(field(code, module, "since"), "f64");
  const epoch = setNew(field(field(code, module, "step"), module, "batches").op("f64.div"), "f64");
  code.get(t, since).op("f64.sub").f64(1).op("f64.add").set(t);
  emitPasses(passesOf(rules), { code, module, layout, t, epoch });
  return index;
}

interface Optimising {
  readonly code: Code;
  readonly module: Module;
  readonly layout: Layout;
  readonly t: number;
  readonly epoch: number;
}

function emitPasses([pass, ...others]: readonly Pass[], to: Optimising): void {
  if (!pass) return;
  const { code, t } = to;
  const scalars = pass.links.flatMap((link) => emitLinkScalars(link, to));
  const run = emitPass(pass, scalars.map(({ name }) => name), to);
  runPass(pass, { run, scalars: scalars.map(({ local }) => local) }, to);
  if (pass.every === 1) return emitPasses(others, to);
  // t is whole: it can be divided when nothing remains
  code.get(t, t).f64(pass.every).op("f64.div", "f64.floor").f64(pass.every).op("f64.mul", "f64.eq");
  code.if(() => {
    code.get(t).f64(pass.every).op("f64.div").set(t);
    emitPasses(others, to);
  });
}

interface NamedScalar {
  /** Link and name: `"1.eta"`. */
  readonly name: string;
  readonly local: number;
}

function emitLinkScalars({ rule, index }: Link, { code, module, t, epoch }: Optimising): NamedScalar[] {
  const variables = new Map([["t", t], ["epoch", epoch]]);
  const number = (value: number) =>
    void code.get(0).memory("f64.load", module.table.at({ kind: "f64", value }));
  for (const [name, value] of rule.scalars) {
    emitScalar(value, { assembler: module.assembler, code, variables, number });
    variables.set(name, setNew(code, "f64"));
  }
  // t itself moves on behind a link that waits
  variables.set("t", setNew(code.get(t), "f64"));
  return scalarNames(rule).map((name) => ({ name: `${index}.${name}`, local: variables.get(name)! }));
}

/** What a pass takes before its scalars: table, offset in bytes, count of numbers, norm. */
const PASS = ["i32", "i32", "i32", "f32"] as const;

function emitPass(pass: Pass, scalars: readonly string[], { module, layout }: Optimising): number {
  const takes = [...PASS, ...scalars.map(() => "f32" as const)];
  const name = `pass${pass.links[0]?.index ?? "Last"}`;
  const { index, code } = module.assembler.defined(name, { takes });
  const [x, g] = [vectorAt(code, module, WEIGHTS), vectorAt(code, module, GRADIENTS)];
  const memories = layout.memories.filter(({ link }) => pass.links.some(({ index }) => index === link));
  const places = memories.map((memory) => ({ memory, at: vectorAt(code, module, memory.vector) }));
  const expressions = pass.links.flatMap(({ rule }) => rule.update.map(([, value]) => value));
  const locals = new Map(scalars.map((name, i) => [name, PASS.length + i]));
  loop(
    { code, module, count: 2, expressions, scalars: new Map([...locals, ["norm", 3]]) },
    (writer, at, known) => {
      const xs = loadVector(code, x, at);
      let gs = loadVector(code, g, at);
      for (const { rule, index } of pass.links) {
        known.set("x", xs).set("g", gs);
        for (const name of scalarNames(rule)) known.set(name, known.get(`${index}.${name}`)!);
        const mine = places.filter(({ memory }) => memory.link === index);
        for (const { memory, at: place } of mine) known.set(memory.name, loadVector(code, place, at));
        for (const [name, value] of rule.update) known.set(name, writer.value(value));
        for (const { memory, at: place } of mine) storeVector(code, [place, at], known.get(memory.name)!);
        gs = known.get("g")!;
      }
      if (!pass.moves) return storeVector(code, [g, at], gs);
      storeVector(code, [x, at], setNew(code.get(xs, gs).op("f32x4.sub"), "v128"));
    },
  );
  return index;
}

// Local with the address of a flat vector at the offset that the pass was given.
function vectorAt(code: Code, { table }: Module, vector: number): number {
  code.get(0).memory("i32.load", table.at({ kind: "vector", vector }));
  return setNew(code.get(1).op("i32.add"), "i32");
}

interface Running {
  readonly run: number;
  readonly scalars: readonly number[];
}

function runPass({ norm }: Pass, { run, scalars }: Running, to: Optimising): void {
  const { code, module, layout } = to;
  const call = (offset: number, count: number, pushNorm: () => void) => {
    code.get(0);
    pushSize(offset * 4, to);
    pushSize(count, to);
    pushNorm();
    for (const scalar of scalars) code.get(scalar).op("f32.demote_f64");
    code.callDefined(run);
  };
  const trained = layout.slots.filter(({ parameter }) => parameter.trained);
  if (norm === undefined) return call(0, layout.trained, () => code.f64(0).op("f32.demote_f64"));
  const { p } = norm;
  const number = code.local("f64");
  const add = () => code.get(number).op(p === Infinity ? "f64.max" : "f64.add").set(number);
  const power = (slot: (typeof trained)[number]) => {
    code.get(0).memory("i32.load", module.table.slot("gradient", slot));
    pushSize(slot.size, to);
    code.f64(p).call(kernel(module.assembler, "powerSum"));
  };
  const pushNorm = () => {
    code.get(number);
    if (p === 2) code.op("f64.sqrt");
    else if (p !== 1 && p !== Infinity) code.f64(1 / p).call(kernel(module.assembler, "pow64"));
    code.op("f32.demote_f64");
  };
  if (norm.over === "all") {
    code.f64(0).set(number);
    for (const slot of trained) {
      power(slot);
      add();
    }
    return call(0, layout.trained, pushNorm);
  }
  for (const slot of trained) {
    power(slot);
    code.set(number);
    call(slot.offset, slot.size, pushNorm);
  }
}

function pushSize(value: number, { code, module }: Optimising): void {
  code.get(0).memory("i32.load", module.table.at({ kind: "i32", value }));
}

function field(code: Code, { table }: Module, name: "step" | "since" | "batches"): Code {
  return code.get(0).memory("i32.load", table.at({ kind: "field", name })).op("f64.convert_i32_u");
}
