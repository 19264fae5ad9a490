import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import type { Backend, Event, HostExamples, Plan } from "../../core/mod.ts";
import { categorical, numeric, type Table, table } from "../../data/mod.ts";

/** Twelve rows of two numbers that no one has scaled. */
export const INPUTS: Table = table({
  a: numeric([0.2, 1.1, -0.4, 2.2, 0.9, -1.5, 0.1, 1.8, -0.7, 0.6, 1.3, -2.1]),
  b: numeric([1.0, -0.3, 0.8, -1.2, 0.4, 1.9, -0.6, 0.2, 1.4, -0.9, 0.5, -1.1]),
});

/** Three classes for {@linkcode INPUTS}. */
export const CLASSES = categorical(["p", "q", "r", "q", "p", "r", "p", "q", "r", "p", "q", "r"]);

/** Two classes for {@linkcode INPUTS}. */
export const SIDES = categorical([
  "no",
  "yes",
  "no",
  "yes",
  "yes",
  "no",
  "no",
  "yes",
  "no",
  "yes",
  "yes",
  "no",
]);

/** {@linkcode INPUTS} among columns of classes, the first with a level that no row has. */
export const MIXED: Table = table({
  colour: categorical([
    "red",
    "blue",
    "red",
    "green",
    "blue",
    "red",
    "red",
    "green",
    "red",
    "blue",
    "blue",
    "red",
  ], {
    levels: ["red", "green", "grey", "blue"],
  }),
  a: INPUTS.column("a"),
  size: categorical(["S", "M", "L", "M", "S", "L", "S", "M", "L", "L", "M", "S"], {
    levels: ["S", "M", "L"],
    ordered: true,
  }),
  b: INPUTS.column("b"),
});

/** Numbers for {@linkcode INPUTS}. */
export const NUMBERS = numeric([1.3, 1.9, 0.5, 3.1, 2.2, -0.8, 0.4, 3.0, 0.2, 0.9, 2.8, -2.4]);

/** The same, but for two that are missing. */
export const HOLED = numeric(NUMBERS.values.with(3, NaN).with(8, NaN));

/** A listener, and what it has heard. */
export function recorder(): { readonly events: Event[]; readonly listener: (event: Event) => void } {
  const events: Event[] = [];
  return { events, listener: (event) => void events.push(event) };
}

/** The notes among events. */
export function notes(events: readonly Event[]): string[] {
  return events.flatMap((event) => event.type === "note" ? [event.message] : []);
}

/** Throws where numbers differ by more than `tolerance`. */
export function near(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  assert.equal(found.length, wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    assert.ok(Math.abs(found[i]! - wanted[i]!) <= tolerance, `[${i}] is ${found[i]}, not ${wanted[i]}`);
  }
}

/** A reference backend, and what passed through it. */
export interface Spy extends Backend {
  readonly plans: Plan[];
  readonly examples: HostExamples[];
  readonly orders: (readonly number[])[];
}

/** A reference backend that notes plans, examples and orders of rows. */
export function spy(): Spy {
  const inner = reference();
  const [plans, examples, orders]: [Plan[], HostExamples[], number[][]] = [[], [], []];
  return {
    plans,
    examples,
    orders,
    name: "spy",
    threads: inner.threads,
    get live() {
      return inner.live;
    },
    missing: (plan) => inner.missing(plan),
    async compile(plan) {
      plans.push(plan);
      const program = await inner.compile(plan);
      return {
        upload(given) {
          examples.push(given);
          return program.upload(given);
        },
        train(data, given, options) {
          orders.push(...given.map((rows) => Array.from(rows)));
          return program.train(data, given, options);
        },
        loss: (data) => program.loss(data),
        predict: (x) => program.predict(x),
        read: () => program.read(),
        write: (state) => program.write(state),
        [Symbol.dispose]: () => program[Symbol.dispose](),
      };
    },
    [Symbol.dispose]: () => inner[Symbol.dispose](),
  };
}
