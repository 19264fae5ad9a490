import type { Plan } from "../../core/backend.ts";
import type { LoweredPlan } from "../lowering/mod.ts";
import { Assembler } from "./assembler.ts";
import type { Code } from "./code.ts";
import { type Module, setNew } from "./emit_map.ts";
import { emitOptimiser } from "./emit_optimiser.ts";
import { emitStep } from "./emit_step.ts";
import { kernel, signature } from "./imports.ts";
import { type Entry, type Field, Table } from "./table.ts";

/** A program's code and the constants that it reads from its table. */
export interface Emitted {
  /** The module, before it is compiled. */
  readonly assembler: Assembler;
  /** Entries of the table, in order. */
  readonly entries: readonly Entry[];
}

/**
 * What a compiled program exports. All addresses are in bytes; `table` is the program's, `scratch` the thread's.
 */
export interface Exports {
  /** Trains batches number `from` to `until`, counted through all epochs; adds each loss to its epoch's. */
  train(table: number, from: number, until: number, scratch: number): void;
  /** Sum of the losses of batches number `from` to `until`, in row order. */
  judge(table: number, from: number, until: number, scratch: number): number;
  /** Predicts rows, at most as many as its tensors were placed for. */
  predict(table: number, x: number, rows: number, out: number, scratch: number): void;
}

/** Bytes of a number, of a loss. */
const [NUMBER, LOSS] = [4, 8];

/** Writes the code of a lowered plan. */
export function emit(plan: Plan, lowered: LoweredPlan): Emitted {
  const module: Module = { assembler: new Assembler(), table: new Table(), maps: new Map() };
  const optimise = emitOptimiser(plan.optimiser, lowered.layout, module);
  const step = emitTrainStep(lowered, optimise, module);
  emitTrain(step, module);
  emitJudge(lowered, module);
  emitPredict(lowered, module);
  return { assembler: module.assembler, entries: module.table.entries };
}

// step(table, order, rows, scratch): the loss of one batch
function emitTrainStep(lowered: LoweredPlan, optimise: number, module: Module): number {
  const { index, code } = module.assembler.defined("step", signature("iiii>d"));
  const [x, y, weights, loss] = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("f64")];
  const gather = (from: "x" | "y" | "weights", width: number, to: number) => {
    load(code, module, { kind: "field", name: from }).get(1, 2);
    load(code, module, { kind: "i32", value: width });
    load(code, module, { kind: "batch", name: from }).tee(to).call(kernel(module.assembler, "gather"));
  };
  gather("x", lowered.inputs, x);
  gather("y", lowered.outputs, y);
  load(code, module, { kind: "field", name: "weights" }).if(() => gather("weights", 1, weights));
  const at = { rows: 2, x, y, out: 0, weights, scratch: 3, loss };
  for (const part of lowered.train) emitStep(part, { module, code, mode: "train", at });
  code.get(0).callDefined(optimise);
  code.get(loss);
  return index;
}

// train(table, from, until, scratch)
function emitTrain(step: number, module: Module): void {
  const { code } = module.assembler.defined("train", signature("iiii"));
  const fields = locals(code, module, ["rows", "batch", "batches", "order", "losses"]);
  const { rows, batch, batches, order, losses } = fields;
  const [epoch, first, here] = [code.local("i32"), code.local("i32"), code.local("i32")];
  const steps = module.table.at({ kind: "field", name: "step" });
  code.while(() => code.get(1, 2).op("i32.lt_u"), () => {
    code.get(1, batches).op("i32.div_u").set(epoch);
    code.get(1, batches).op("i32.rem_u").get(batch).op("i32.mul").set(first);
    rowsOfBatch(code, { rows, batch, first, here });
    code.get(losses, epoch).i32(LOSS).op("i32.mul", "i32.add").tee(epoch).get(epoch).memory("f64.load");
    code.get(0, order).get(1, batches).op("i32.div_u").get(rows).op("i32.mul").get(first).op("i32.add");
    code.i32(NUMBER).op("i32.mul", "i32.add").get(here, 3).callDefined(step);
    code.op("f64.add").memory("f64.store");
    code.get(0, 0).memory("i32.load", steps).i32(1).op("i32.add").memory("i32.store", steps);
    code.get(1).i32(1).op("i32.add").set(1);
  });
}

// judge(table, from, until, scratch)
function emitJudge(lowered: LoweredPlan, module: Module): void {
  const { code } = module.assembler.defined("judge", signature("iiii>d"));
  const { rows, batch, x, y, weights } = locals(code, module, ["rows", "batch", "x", "y", "weights"]);
  const [total, loss] = [code.local("f64"), code.local("f64")];
  const [first, here, w] = [code.local("i32"), code.local("i32"), code.local("i32")];
  const at = { rows: here, x: code.local("i32"), y: code.local("i32"), out: 0, weights: w, scratch: 3, loss };
  code.while(() => code.get(1, 2).op("i32.lt_u"), () => {
    code.get(1, batch).op("i32.mul").set(first);
    rowsOfBatch(code, { rows, batch, first, here });
    row(code, module, { from: x, first, width: lowered.inputs }).set(at.x);
    row(code, module, { from: y, first, width: lowered.outputs }).set(at.y);
    code.get(weights).if(() => row(code, module, { from: weights, first, width: 1 }).set(w));
    for (const step of lowered.judge) emitStep(step, { module, code, mode: "judge", at });
    code.get(total, loss).op("f64.add").set(total);
    code.get(1).i32(1).op("i32.add").set(1);
  });
  code.get(total);
}

// predict(table, x, rows, out, scratch)
function emitPredict(lowered: LoweredPlan, module: Module): void {
  const { code } = module.assembler.defined("predict", signature("iiiii"));
  const at = { x: 1, rows: 2, out: 3, scratch: 4, y: 0, weights: 0, loss: 0 }; // no targets, no loss
  for (const step of lowered.predict) emitStep(step, { module, code, mode: "predict", at });
}

// here = min(batch, rows − first)
function rowsOfBatch(
  code: Code,
  { rows, batch, first, here }: Record<"rows" | "batch" | "first" | "here", number>,
): void {
  code.get(rows, first).op("i32.sub").tee(here).get(batch).get(here, batch).op("i32.lt_u", "select").set(
    here,
  );
}

// Pushes the address of row `first` of a matrix.
function row(code: Code, module: Module, at: { from: number; first: number; width: number }): Code {
  code.get(at.from, at.first);
  load(code, module, { kind: "i32", value: at.width * NUMBER });
  return code.op("i32.mul", "i32.add");
}

function locals<F extends Field>(code: Code, module: Module, names: readonly F[]): Record<F, number> {
  const entries = names.map((name) => [name, setNew(load(code, module, { kind: "field", name }), "i32")]);
  return Object.fromEntries(entries) as Record<F, number>; // one for each name
}

function load(code: Code, { table }: Module, entry: Entry): Code {
  return code.get(0).memory("i32.load", table.at(entry));
}
