import type { HostArray, State } from "../core/array.ts";
import type { Backend } from "../core/backend.ts";
import type { Rule } from "../core/layer.ts";
import { compile, slotName } from "../nn/mod.ts";
import type { Outcome } from "./_bench.ts";
import { type Case, takeRows } from "./_cases.ts";
import { gradient } from "./gradient.ts";

/**
 * Trains a case with nothing but gradients of single batches: what optimisers, chains, batches and means of losses
 * ought to do, written a second time.
 */
export async function trainByHand(
  backend: Backend,
  { plan, examples, start, orders }: Case,
): Promise<Outcome> {
  const walk = new Walk(plan.optimiser, start);
  const losses: number[] = [];
  for (const order of orders) {
    const batches = cut(Array.from(order), plan.batchSize);
    const seen: number[] = [];
    for (const rows of batches) {
      const found = await gradient(backend, plan, {
        state: walk.state(),
        examples: takeRows(examples, rows),
      });
      walk.move(found.arrays, { stepsPerEpoch: batches.length, after: found.after });
      seen.push(found.loss);
    }
    losses.push(seen.reduce((sum, loss) => sum + loss, 0) / batches.length);
  }
  using program = await backend.compile(plan);
  program.write(walk.state());
  const predictions = await program.predict(examples.x);
  return { losses: Float64Array.from(losses), state: walk.state(), predictions };
}

function cut(rows: readonly number[], size: number): readonly (readonly number[])[] {
  return rows.flatMap((_, i) => i % size === 0 ? [rows.slice(i, i + size)] : []);
}

type Gradients = ReadonlyMap<string, Float64Array>;

/** Weights on their way down. */
class Walk {
  readonly #rules: readonly Rule[];
  readonly #runs: number[];
  readonly #arrays: Map<string, HostArray>;
  readonly #slots = new Map<string, HostArray>();
  #step: number;

  constructor(rules: readonly Rule[], start: State) {
    this.#rules = rules;
    this.#runs = rules.map(() => 0);
    this.#arrays = new Map(
      [...start.arrays].map(([name, { shape, data }]) => [name, { shape, data: Float64Array.from(data) }]),
    );
    this.#step = start.step;
  }

  state(): State {
    return { step: this.#step, arrays: new Map([...this.#arrays, ...this.#slots]) };
  }

  move(gradients: Gradients, step: { readonly stepsPerEpoch: number; readonly after: State }): void {
    const g = new Map([...gradients].map(([name, values]) => [name, values.slice()]));
    this.#makeSlots(g);
    const moves = this.#rules.every((rule, link) => {
      this.#link(rule, link, { g, epoch: this.#step / step.stepsPerEpoch });
      return this.#runs[link]! % (rule.every ?? 1) === 0;
    });
    for (const [name, { data }] of this.#arrays) {
      if (!g.has(name)) this.#arrays.set(name, step.after.arrays.get(name)!); // running statistics
      else if (moves) g.get(name)!.forEach((value, k) => data[k]! -= value);
    }
    this.#step++;
  }

  #makeSlots(gradients: Gradients): void {
    if (this.#slots.size > 0) return;
    this.#rules.forEach((rule, link) => {
      for (const [name, { length }] of gradients) {
        for (const [slot, value] of rule.slots) {
          const shape = this.#arrays.get(name)!.shape;
          this.#slots.set(slotName(name, link, slot), { shape, data: new Float64Array(length).fill(value) });
        }
      }
    });
  }

  #link(rule: Rule, link: number, { g, epoch }: { readonly g: Gradients; readonly epoch: number }): void {
    const scalars = new Map([["t", ++this.#runs[link]!], ["epoch", epoch]]);
    for (const [name, value] of rule.scalars) scalars.set(name, valueOf(value, scalars));
    const all = pNorm([...g.values()].flatMap((values) => [...values]), rule.norm?.p ?? 2);
    for (const [name, values] of g) {
      const norm = rule.norm?.over === "array" ? pNorm([...values], rule.norm.p) : all;
      const slots = rule.slots.map(([slot]) =>
        [slot, this.#slots.get(slotName(name, link, slot))!.data] as const
      );
      values.forEach((value, k) => {
        const known = new Map([...scalars, ["g", value], ["x", this.#arrays.get(name)!.data[k]!], [
          "norm",
          norm,
        ]]);
        for (const [slot, data] of slots) known.set(slot, data[k]!);
        for (const [to, expr] of rule.update) known.set(to, valueOf(expr, known));
        for (const [slot, data] of slots) data[k] = known.get(slot)!;
        values[k] = known.get("g")!;
      });
    }
  }
}

function valueOf(expr: Rule["update"][number][1], known: ReadonlyMap<string, number>): number {
  return compile(expr, [...known.keys()])([...known.values()]);
}

function pNorm(numbers: readonly number[], p: number): number {
  return numbers.reduce((sum, value) => sum + Math.abs(value) ** p, 0) ** (1 / p);
}
