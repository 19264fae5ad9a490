import assert from "node:assert/strict";
import {
  composite,
  type Control,
  delayed,
  gl,
  invalidValue,
  lossBelow,
  numberLimit,
  numberSinceBest,
  patience,
  pq,
  step,
  timeLimit,
} from "../../../meta/mod.ts";
import { generalisationLoss, seen } from "../../../meta/controls/_generalisation.ts";
import { progressOf } from "../../../meta/controls/_progress_of.ts";
import { stoppingTime, stream } from "./_streams.ts";
import golden from "../../golden/early_stopping.json" with { type: "json" };
import { type OracleRecord, titleOf } from "../../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;

interface Params {
  readonly n?: number;
  readonly alpha?: number;
  readonly k?: number;
  readonly t?: number;
  readonly t_ms?: number;
  readonly value?: number;
  readonly delay_between_updates_ms?: number;
}

interface Input {
  readonly criterion: string;
  readonly params?: Params;
  readonly losses: readonly (number | string)[];
  readonly is_training?: readonly boolean[];
}

// A clock that is read once a cycle, and moves so many milliseconds between.
function ticking(delay: number): () => number {
  let time = -delay;
  return () => time += delay;
}

const CRITERIA: Readonly<Record<string, (params: Params) => Control>> = {
  "InvalidValue": () => invalidValue(),
  "GL": ({ alpha }) => gl(alpha),
  "PQ": ({ alpha, k }) => pq({ alpha: alpha ?? 0.75, k: k ?? 5 }),
  "Patience": ({ n }) => patience(n),
  "NumberSinceBest": ({ n }) => numberSinceBest(n),
  "NumberLimit": ({ n }) => numberLimit(n),
  "Threshold": ({ value }) => lossBelow(value),
  "Warmup(NumberLimit(1))": ({ n }) => delayed(numberLimit(1), n),
  "Warmup(Patience)": ({ n }) => delayed(patience(), n),
  "TimeLimit": ({ t = 0, t_ms = 3.6e6 * t, delay_between_updates_ms: delay = 0 }) =>
    timeLimit({ seconds: t_ms / 1000, now: ticking(delay + 1) }), // sleeping takes a little longer
  "Patience+InvalidValue": ({ n }) => composite(patience(n), invalidValue()),
  "Patience(1)+InvalidValue+Never+TimeLimit(100)": () =>
    composite(patience(1), invalidValue(), timeLimit({ hours: 100 })),
  "PQ(alpha=3.8,k=2)+InvalidValue": () => composite(pq({ alpha: 3.8, k: 2 }), invalidValue()),
  "Patience(2)+InvalidValue": () => composite(patience(2), invalidValue()),
};

const numbers = (losses: readonly (number | string)[]) =>
  losses.map((loss) => typeof loss === "number" ? loss : Number(loss.replace("Inf", "Infinity")));

const controlOf = ({ criterion, params = {} }: Pick<Input, "criterion" | "params">) =>
  CRITERIA[criterion]!(params);

const timeOf = (input: Input) =>
  stoppingTime([step(), controlOf(input)], stream(numbers(input.losses), input.is_training));

const MESSAGES: Readonly<Record<string, RegExp>> = {
  "Stopping early as `NaN`, `Inf` or `-Inf` encountered. ": /^InvalidValue: the loss is NaN in iteration 1$/,
  "Stop triggered by Patience(1) stopping criterion. ": /^Patience: the loss rose 1 time in a row$/,
};

// Stands behind a criterion, and sees whether the criterion would stop by now.
async function doneSequence(input: Input): Promise<readonly boolean[]> {
  const control = controlOf(input);
  const subject = stream(numbers(input.losses), input.is_training);
  const seenDone: boolean[] = [];
  const watched: Control = {
    ...control,
    done: (state) => {
      const reason = control.done?.(state);
      seenDone.push(reason !== undefined);
      return reason;
    },
  };
  await stoppingTime([step(), watched], subject);
  return seenDone;
}

type Check = (record: OracleRecord) => void | Promise<void>;

const CHECKS: Readonly<Record<string, Check>> = {
  "stopping_time": async ({ input, expected }) => assert.equal((await timeOf(input as Input)).time, expected),
  "message": async ({ input, expected }) =>
    assert.match((await timeOf(input as Input)).stopped, MESSAGES[String(expected)]!),
  "constructor rejects": ({ input }) => {
    const { criterion, params = {} } = input as Input;
    const given = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, Number(String(value).replace("Inf", "Infinity"))]),
    );
    assert.throws(() => controlOf({ criterion, params: given }), RangeError);
  },
  "defaults": ({ expected }) => assert.deepEqual({ "Threshold.value": lossBelow().params.value }, expected),
  "TimeLimit unit, 2 days": async ({ expected }) => {
    const { milliseconds } = expected as { readonly milliseconds: number };
    const cyclesIn = async (delay: number) =>
      (await stoppingTime([step(), timeLimit({ hours: 48, now: ticking(delay) })], stream([1, 1, 1]))).time;
    assert.deepEqual([await cyclesIn(milliseconds), await cyclesIn(milliseconds + 1)], [3, 2]);
  },
  "PQ progress": ({ input, expected }) => assert.equal(progressOf(input as readonly number[]), expected),
  "PQ internal quantities per out-of-sample update": ({ input, expected, tol }) => {
    const { losses, is_training: isTraining = [], k = 2 } = input as Input & Params;
    const rows: unknown[] = [];
    let [state, last] = [{ loss: NaN, least: Infinity }, [] as number[]];
    numbers(losses).forEach((loss, i) => {
      if (isTraining[i]) last = [loss, ...last].slice(0, k);
      else {
        state = seen(state, loss);
        const [progress, over] = [progressOf(last), generalisationLoss(state)];
        rows.push({ t: rows.length + 1, progress, GL: over, PQ: over / progress });
      }
    });
    assert.deepEqual(rounded(rows, tol!), rounded(expected, tol!));
  },
  // the object with done!() is a composite among the controls here
  "object API: done! sequence": async ({ input, expected }) => {
    const { is_training: isTraining = [] } = input as Input;
    const atLosses = (expected as readonly boolean[]).filter((_, i) => !isTraining[i]);
    assert.deepEqual(await doneSequence(input as Input), atLosses);
  },
  "done! sequence": async ({ input, expected }) =>
    assert.deepEqual(await doneSequence(input as Input), expected),
  "Patience internal state": async ({ input, expected }) => {
    const { losses } = input as Input;
    const { n_increases: rises, stops_at: time } = expected as {
      readonly n_increases: readonly number[];
      readonly stops_at: number;
    };
    const found: unknown[] = [];
    const { start, apply, ...rest } = patience(2);
    const watched: Control = {
      ...rest,
      start,
      async apply(state, run) {
        const next = await apply(state, run);
        found.push((next as { readonly rises: number }).rises); // the state of patience
        return next;
      },
    };
    assert.equal((await stoppingTime([step(), watched], stream(numbers(losses)))).time, time);
    assert.deepEqual(found, rises);
  },
};

// What is not here as it is upstream, and why.
const OTHERWISE: Readonly<Record<string, string>> = {
  "PQ not done straight after a training update":
    "a control sees the loss of a cycle along with its training losses, and is asked only then",
  "disjunction of duplicates deduplicates and drops Never":
    "there is no Never, composite() does for it; equal criteria stop at the same time, so that none has to be dropped",
};

function rounded(value: unknown, tol: number): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, x) => typeof x === "number" ? Math.round(x / tol / 10) * tol * 10 : x),
  );
}

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(titleOf(record, i), async () => await check(record));
}

Deno.test("every record of early stopping is tested, or known to be otherwise here", () => {
  const known = [...Object.keys(CHECKS), ...Object.keys(OTHERWISE)];
  assert.deepEqual(RECORDS.map((record) => record.case).filter((name) => !known.includes(name)), []);
});

Deno.test("composite() of equal criteria stops as one of them does, for the reason of the first", async () => {
  const losses = [3, 2, 4, 5];
  const one = await stoppingTime([step(), patience(1)], stream(losses));
  const twice = await stoppingTime(
    [step(), composite(patience(1), invalidValue(), patience(1))],
    stream(losses),
  );
  assert.deepEqual(twice, one);
});
