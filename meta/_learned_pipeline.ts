import { DataError } from "../core/errors.ts";
import type { Learned, Mapper, Predictor, Report } from "../core/model.ts";
import { type Owned, owned } from "../core/owned.ts";
import { joinSaved, type Saved } from "../core/saved.ts";
import { printable } from "../core/show.ts";
import { type AnyStep, isFunction, PIPELINE } from "./_pipeline_steps.ts";

/** One step of a pipeline that has learned. */
export interface LearnedStep {
  /** Its name. */
  readonly name: string;
  /** What it is: a model, or a function, which learns nothing. */
  readonly step: AnyStep;
  /** What was learned; undefined for a function. */
  readonly learned?: Learned;
  /** The data that it learned from: those of the pipeline, as the steps before transformed them. Absent: restored alone. */
  readonly data?: { readonly x: unknown } | undefined;
}

/** What a pipeline has learned. It predicts if its last step does, transforms if that does, and goes back if all do. */
export class OwnedPipeline implements Learned {
  readonly report: Report;
  readonly predict?: (x: unknown) => Promise<unknown>;
  readonly transform?: (x: unknown) => Promise<unknown>;
  readonly transformTraining?: (data: { readonly x: unknown }) => Promise<unknown>;
  readonly inverseTransform?: (z: unknown) => Promise<unknown>;
  readonly #steps: Owned<readonly LearnedStep[]>;

  constructor(given: readonly LearnedStep[]) {
    const all = Object.freeze([...given]);
    const steps = owned(all, { kind: PIPELINE, parts: learnedBy });
    this.#steps = steps;
    this.report = reportOf(all);
    const { step, learned } = all.at(-1)!; // a pipeline has at least one step
    if (learned && "predict" in learned) {
      this.predict = async (x) => await predictBy(steps.for("predict with"), x);
    }
    if (isFunction(step) || (learned && "transform" in learned)) {
      this.transform = async (x) => await through(steps.for("transform by"), x, "transform at");
      this.transformTraining = async (data) => await throughTraining(steps.for("transform by"), data);
    }
    if (all.every(({ learned }) => learned && "inverseTransform" in learned)) {
      this.inverseTransform = async (z) => await back(steps.for("go back by"), z);
    }
    printable(this, () => show(all));
  }

  async save(): Promise<Saved> {
    const saved: [string, Saved][] = [];
    for (const { name, learned } of this.#steps.for("save")) {
      if (!learned) {
        throw new TypeError(
          `Cannot save ${PIPELINE}: step "${name}" is a function, and code cannot be saved; make a transformer of it`,
        );
      }
      saved.push([name, await learned.save()]);
    }
    const steps = saved.map(([name]) => name);
    return joinSaved({ kind: PIPELINE, data: { steps } }, Object.fromEntries(saved));
  }

  /** Its steps, in order, which stay its own. */
  get steps(): readonly LearnedStep[] {
    return this.#steps.for("look into");
  }

  /** Gives up its steps, to go on from them. */
  release(): readonly LearnedStep[] {
    return this.#steps.release();
  }

  [Symbol.dispose](): void {
    this.#steps[Symbol.dispose]();
  }
}

/** What these steps learned. */
export function learnedBy(steps: readonly LearnedStep[]): readonly Learned[] {
  return steps.flatMap(({ learned }) => learned ? [learned] : []);
}

// What a step does with what is given to it.
async function transformBy({ name, step, learned }: LearnedStep, x: unknown): Promise<unknown> {
  if (isFunction(step)) return checked(name, x, await applied(step, { name, x }));
  return await (learned as Mapper<unknown, unknown>).transform(x); // steps before the last were seen to transform
}

async function applied(
  step: (x: unknown) => unknown,
  { name, x }: { readonly name: string; readonly x: unknown },
): Promise<unknown> {
  try {
    return await step(x);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot apply function "${name}" of the pipeline: ${reason}; a function takes a table and gives one ` +
        "(call what makes a transformer or a model)",
      { cause },
    );
  }
}

/** What a step makes of the data that it learned from, for the next step to learn from. */
export async function transformTrainingBy(
  step: LearnedStep,
  data: { readonly x: unknown },
): Promise<unknown> {
  const mapper = step.learned as Mapper<unknown, unknown> | undefined; // as above
  return mapper?.transformTraining ? await mapper.transformTraining(data) : await transformBy(step, data.x);
}

/** Says which step failed, where data did not suit it, or where a function of a user's threw. */
export async function at<T>(name: string, doing: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    const { message, column, found, wanted } = cause;
    const own = message.startsWith("Cannot") ? `c${message.slice(1)}` : message;
    const details = {
      ...(column !== undefined && { column }),
      ...(found !== undefined && { found }),
      ...(wanted !== undefined && { wanted }),
    };
    throw new DataError(`Cannot ${doing} step "${name}" of the pipeline: ${own}`, details);
  }
}

async function predictBy(steps: readonly LearnedStep[], x: unknown): Promise<unknown> {
  const given = await through(steps.slice(0, -1), x, "predict at");
  const { name, learned } = steps.at(-1)!; // as above
  return at(name, "predict at", () => (learned as Predictor<unknown, unknown>).predict(given)); // seen to predict
}

async function through(steps: readonly LearnedStep[], x: unknown, doing: string): Promise<unknown> {
  let z = x;
  for (const step of steps) z = await at(step.name, doing, () => transformBy(step, z));
  return z;
}

async function throughTraining(
  steps: readonly LearnedStep[],
  data: { readonly x: unknown },
): Promise<unknown> {
  let given = data;
  for (const step of steps) {
    given = { ...given, x: await at(step.name, "fit", () => transformTrainingBy(step, given)) };
  }
  return given.x;
}

async function back(steps: readonly LearnedStep[], z: unknown): Promise<unknown> {
  let x = z;
  for (const { name, learned } of steps.toReversed()) {
    const mapper = learned as Mapper<unknown, unknown>; // every step was seen to go back
    x = await at(name, "go back at", () => mapper.inverseTransform!(x));
  }
  return x;
}

// A function may make other columns, but not other rows.
function checked(name: string, x: unknown, z: unknown): unknown {
  const [given, got] = [sizeOf(x), sizeOf(z)];
  if (given === got) return z;
  throw new DataError(
    `Cannot use function "${name}": it made ${got} rows of ${given}; ` +
      "give back as many as came, and leave rows out before the pipeline",
    { found: `${got} rows`, wanted: `${given} rows` },
  );
}

function show(steps: readonly LearnedStep[]): string {
  const names = steps.map(({ name }) => name).join(" → ");
  const { name, step, learned } = steps.at(-1)!; // as above
  const last = isFunction(step)
    ? "a function"
    : Object.hasOwn(Object(learned), "toString")
    ? String(learned)
    : step.kind;
  return `${PIPELINE}: ${names}\n  ${name} = ${last.replaceAll("\n", "\n  ")}`;
}

function sizeOf(x: unknown): unknown {
  return Reflect.get(Object(x), "size");
}

function reportOf(steps: readonly LearnedStep[]): Report {
  const { losses, rows } = steps.at(-1)!.learned?.report ?? {}; // as above
  const reports = steps.flatMap(({ name, learned }) => learned ? [[name, learned.report]] : []);
  return Object.freeze({
    ...(losses && { losses }),
    ...(rows && { rows }),
    ...Object.fromEntries(reports),
  });
}
