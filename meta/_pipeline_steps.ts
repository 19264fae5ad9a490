import { isModel } from "../core/is_model.ts";
import type { Mapper, Model } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { required, type SchemaOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";

/** The kind of every pipeline. */
export const PIPELINE = "Pipeline";

/** A step that transforms: a model that learns how, or a function that need not learn. */
export type Step<X, Y = never> = Model<Examples<X, Y>, Mapper<X, X>> | ((x: X) => X | Promise<X>);

/** Any step of a pipeline, as the pipeline itself sees it. */
export type AnyStep = Model<Examples<unknown, unknown>> | ((x: unknown) => unknown);

/** Steps by name, in order. */
export type Steps = Readonly<Record<string, AnyStep>>;

/** Whether a step is a function, and not a model. */
export function isFunction(step: AnyStep): step is (x: unknown) => unknown {
  return typeof step === "function";
}

/**
 * Steps given in a row, by names: a model's kind in camel case, a function's own name, each with a number from the second
 * of that name on; the last one is `last`.
 */
export function namedSteps(steps: readonly unknown[]): Readonly<Record<string, unknown>> {
  const named = new Map<string, unknown>();
  steps.slice(0, -1).forEach((step, i) => {
    const name = nameOf(step, i);
    let free = name;
    for (let n = 2; free === "last" || named.has(free); n++) free = `${name}${n}`;
    named.set(free, step);
  });
  return Object.fromEntries(steps.length === 0 ? [] : [...named, ["last", steps.at(-1)]]);
}

function nameOf(step: unknown, i: number): string {
  if (isModel(step)) {
    const kind = String(step.kind);
    return kind.charAt(0).toLowerCase() + kind.slice(1);
  }
  if (typeof step === "function") return /^[A-Za-z_]\w*$/.test(step.name) ? step.name : "f";
  throw notAStep(step, `step ${i + 1}`);
}

/** Refuses what can be no pipeline; gives its steps. */
export function checkedSteps(steps: Readonly<Record<string, unknown>>): Steps {
  const names = Object.keys(steps);
  if (Array.isArray(steps)) {
    throw new TypeError(
      "Cannot make a pipeline of a list: give the steps one by one, pipeline(first, second, last)",
    );
  }
  if (names.length === 0) {
    throw new TypeError("Cannot make a pipeline of no steps: give transformers and functions, then a model");
  }
  for (const name of names) {
    if (/^\d*$/.test(name) || name.includes(".") || RESERVED.includes(name)) {
      throw new TypeError(
        `Cannot call a pipeline's step ${JSON.stringify(name)}: names are words without dots, and not ` +
          RESERVED.join(", "),
      );
    }
    const step = steps[name];
    if (!isModel(step) && typeof step !== "function") throw notAStep(step, `step "${name}"`);
    if (isModel(step) && name !== names.at(-1)) checkTransforms(name, step);
  }
  return steps as Steps; // each was checked
}

/** Names that reports need. */
const RESERVED = ["losses", "rows"];

function notAStep(step: unknown, what: string): TypeError {
  const called = typeof step === "object" && step !== null &&
    Object.getPrototypeOf(step) === Object.prototype;
  return new TypeError(
    `Cannot use ${brief(step)} as ${what} of a pipeline: give a model or a function` +
      (called
        ? "; steps by name are given in one record alone: pipeline({ scale: standardiser(), net })"
        : ""),
  );
}

function checkTransforms(name: string, { kind, traits }: Model): void {
  if (traits.prediction === undefined) return;
  throw new TypeError(
    `Cannot use ${kind} as step "${name}" of a pipeline: it predicts, and only the last step may; ` +
      "put a transformer there, e.g. entityEmbedder(model) of a network",
  );
}

/** The schema of a pipeline of these steps: any of them may be replaced by another model or function. */
export function stepSchema(steps: Steps): SchemaOf<Record<string, AnyStep>> {
  return Object.fromEntries(
    Object.keys(steps).map((name) => [
      name,
      required<AnyStep>({
        expected: "a model or a function",
        is: (value) => isModel(value) || typeof value === "function",
        doc: "a step",
      }),
    ]),
  );
}
