import assert from "node:assert/strict";
import { equal } from "../core/params.ts";
import { type Control, controlled, numberLimit, step, type Trainable } from "../meta/mod.ts";
import { register } from "./_register.ts";
import { squareRooter } from "./square_rooter.ts";

/** A control under test, and what it controls. */
export interface ConformControlOptions {
  /** Makes the control: an equal one each time. */
  readonly make: () => Control;
  /** Makes what is trained, which must be there anew each time. Default: a square-rooter. */
  readonly subject?: () => Trainable;
  /** After so many cycles training stops, if the control does not stop it before. Default 5. */
  readonly cycles?: number;
  /** Registers a test. Default: Deno's test function, or that of `node:test`. */
  readonly test?: (name: string, check: () => Promise<void>) => unknown;
}

/**
 * Registers a test for each law of controls: it compares by value and prints; it does not change the state that it is given;
 * one control serves several runs at once; reasons to stop are words; what it reports is plain data. In each law it stands
 * behind `step(1)`.
 *
 * @example A control of one's own, and its laws, run at once; in a test file leave `test` out.
 * ```ts
 * import { configured, integer } from "@attune/attune/core";
 * import { type ControlMembers } from "@attune/attune/meta";
 * import { conformControl } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * // stops when so many losses in a row were the same
 * type State = { readonly last: number; readonly same: number };
 * const plateau = configured<{ n: number }, ControlMembers<State>>("Plateau", { n: integer(3, { min: 1 }) }, ({ n }) => ({
 *   needs: ["loss"],
 *   start: () => ({ last: NaN, same: 0 }),
 *   async apply({ last, same }, run) {
 *     const loss = await run.loss();
 *     return { last: loss, same: loss === last ? same + 1 : 0 };
 *   },
 *   done: ({ same }) => same >= n ? `Plateau: ${n + 1} losses are the same` : undefined,
 * }));
 *
 * const laws: Promise<void>[] = [];
 * conformControl("plateau(2)", { make: () => plateau({ n: 2 }), test: (_, check) => laws.push(check()) });
 * await Promise.all(laws);
 * assert.equal(laws.length, 6);
 * ```
 */
export function conformControl(name: string, options: ConformControlOptions): void {
  const { make, subject = () => squareRooter(2), cycles = 5, test = register } = options;
  for (const [claim, check] of LAWS) {
    test(`${name} keeps the law "${claim}"`, () => check({ make, subject, cycles }));
  }
}

type Bench = Required<Omit<ConformControlOptions, "test">>;

function run({ subject, cycles }: Bench, control: Control) {
  return controlled(subject(), [step(1), control, numberLimit(cycles)]);
}

// deno-lint-ignore require-await -- laws are asynchronous
async function compares({ make }: Bench): Promise<void> {
  const control = make();
  assert.ok(equal(control, make()), "two that are made alike are equal");
  assert.ok(equal(control, control.with({})), "unchanged, it is equal");
  assert.match(String(control), new RegExp(`^${control.kind}`), "it prints its kind");
  assert.ok(Object.isFrozen(control.params), "its hyperparameters are frozen");
}

async function leavesState(bench: Bench): Promise<void> {
  const control = bench.make();
  await run(bench, {
    ...control,
    start: () => frozen(control.start()),
    apply: async (state, within) => frozen(await control.apply(state, within)),
  });
}

async function servesSeveral(bench: Bench): Promise<void> {
  const alone = await run(bench, bench.make());
  const one = bench.make();
  const both = await Promise.all([run(bench, one), run(bench, one)]);
  for (const result of [...both, await run(bench, one)]) assert.deepEqual(result, alone);
}

async function speaks(bench: Bench): Promise<void> {
  const control = bench.make();
  const { done } = control;
  if (!done) return;
  await run(bench, {
    ...control,
    done(state) {
      const reason = control.done?.(state);
      assert.ok(
        reason === undefined || (typeof reason === "string" && /\w/.test(reason)),
        `a reason is words, not ${JSON.stringify(reason)}`,
      );
      assert.equal(control.done?.(state), reason, "asked again, it says the same");
      return reason;
    },
  });
}

async function asksForWhatItNeeds(bench: Bench): Promise<void> {
  const control = bench.make();
  const { needs = [] } = control;
  await run(bench, {
    ...control,
    apply: (state, within) =>
      control.apply(state, {
        ...within,
        loss() {
          assert.ok(needs.includes("loss"), 'it asks for the loss, and does not say so: needs: ["loss"]');
          return within.loss();
        },
      }),
  });
}

async function reportsPlainly(bench: Bench): Promise<void> {
  for (const { record } of (await run(bench, bench.make())).controls) {
    if (record !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  }
}

// Lists and plain records, and what is in them: that something else is changed cannot be seen.
function frozen<T>(value: T): T {
  const plain = Array.isArray(value) || Object.getPrototypeOf(Object(value)) === Object.prototype;
  if (typeof value !== "object" || value === null || !plain || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

const LAWS: readonly (readonly [claim: string, check: (bench: Bench) => Promise<void>])[] = [
  ["it compares by value, and prints", compares],
  ["it does not change the state that it is given", leavesState],
  ["one serves several runs at once", servesSeveral],
  ["reasons to stop are words", speaks],
  ["it says what it needs", asksForWhatItNeeds],
  ["what it reports is plain data", reportsPlainly],
];
