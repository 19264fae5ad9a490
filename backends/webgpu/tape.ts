import type { Plan } from "../../core/backend.ts";
import type { Expr, Layer, Rule } from "../../core/layer.ts";
import { threefry } from "../../core/rng.ts";
import { numbersIn, scalarNames, stepScalars } from "../../nn/mod.ts";

/** What the device reads anew in each step, in words of 32 bits. */
export interface Tape {
  /** Words for a step. */
  readonly stride: number;
  /** Writes the words of a step to `out`, from `at` on. */
  write(out: Uint32Array<ArrayBuffer>, at: number, step: StepAt): void;
  /** Where the four words of a dropout layer stand: two of its key, the threshold, and 1 / (1 − rate). */
  dropout(layer: number): number;
  /** Where a link's scalar stands. */
  scalar(link: number, name: string): number;
  /** Where a number in a link's formulas stands: the n-th in the order in which they are read. */
  constant(link: number, n: number): number;
}

/** Which step. */
export interface StepAt {
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly since: number;
}

/** Words of a dropout layer. */
const DROPOUT = 4;

/**
 * Lays out the tape of a plan. Behind the count of links that run, one more if weights move, stand the dropout
 * layers, then the scalars and numbers of each link.
 */
export function tapeOf({ network, optimiser, seed }: Pick<Plan, "network" | "optimiser" | "seed">): Tape {
  const rates = ratesOf(network);
  const scalars = stepScalars(optimiser);
  const constants = optimiser.map((rule) => rule.update.flatMap(([, value]) => numbersIn(value)));
  const names = optimiser.map(scalarNames);
  const starts: number[] = [];
  let stride = 1 + DROPOUT * rates.length;
  optimiser.forEach((_, link) => {
    starts.push(stride);
    stride += names[link]!.length + constants[link]!.length;
  });
  const key = new Uint32Array(2);
  return {
    stride,
    dropout: (layer) => 1 + DROPOUT * layer,
    scalar: (link, name) => starts[link]! + names[link]!.indexOf(name),
    constant: (link, n) => starts[link]! + names[link]!.length + n,
    write(out, at, { step, stepsPerEpoch, since }) {
      const floats = new Float32Array(out.buffer, out.byteOffset, out.length);
      const { links, moves } = scalars(step, stepsPerEpoch, since);
      out[at] = links.length + (moves ? 1 : 0);
      rates.forEach((rate, layer) => {
        const to = at + 1 + DROPOUT * layer;
        threefry(seed[0], seed[1], layer, step, key);
        out.set(key, to);
        out[to + 2] = Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1);
        floats[to + 3] = 1 / (1 - rate);
      });
      links.forEach((values, link) => {
        floats.set(values, at + starts[link]!);
        floats.set(constants[link]!, at + starts[link]! + values.length);
      });
    },
  };
}

/** Links' formulas without their numbers: equal for optimisers that differ in rates and the like alone. */
export function formOf({ kind, slots, update, norm, every, scalars }: Rule): unknown {
  const form = (expr: Expr): unknown => {
    if (typeof expr !== "object") return typeof expr === "number" ? 0 : expr;
    const [op, ...args] = expr;
    // an exponent is part of the text
    return op === "pow" ? [op, form(args[0]!), args[1]] : [op, ...args.map(form)];
  };
  const names = scalars.map(([name]) => name);
  return { kind, slots, update: update.map(([name, value]) => [name, form(value)]), norm, every, names };
}

// Rates of dropout layers in the order of the network.
function ratesOf(layer: Layer): number[] {
  if (layer.kind === "dropout") return [layer.rate];
  if (layer.kind === "chain") return layer.layers.flatMap(ratesOf);
  return layer.kind === "parallel" ? layer.branches.flatMap(ratesOf) : [];
}
