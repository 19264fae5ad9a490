import assert from "node:assert/strict";
import { type Event, Machine } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { grid, range, tuned, type TunedOptions } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";

type Options = TunedOptions<
  ReturnType<typeof numeric>,
  ReturnType<typeof numeric>,
  ReturnType<typeof numeric>
>;

const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
const model = descender({ eta: 0.01, epochs: 50 });
const ranges = range(model, "lambda", { values: [1, 2, 0, 3] });

function told(options: Options) {
  const seen: string[] = [];
  const listener = (event: Event) => {
    if (event.type === "progress") seen.push(`${event.of}: ${event.done} of ${event.total}, ${event.best}`);
  };
  const machine = new Machine(tuned(model, { ranges, search: grid({ shuffled: false }), ...options }), data, {
    listener,
  });
  return { machine, seen };
}

Deno.test("tuned() tells how far it is when it begins and after each candidate, with the best so far", async () => {
  const { machine, seen } = told({ n: 3 });
  using _ = machine;
  const { report: { history } } = await machine.fit();
  const [first, , third] = history.map(({ measurements: [value] }) => `mse ${Number(value!.toPrecision(4))}`);
  assert.deepEqual(seen, [
    "Tuning Descender: 0 of 3, undefined",
    `Tuning Descender: 1 of 3, ${first}`,
    `Tuning Descender: 2 of 3, ${first}`,
    `Tuning Descender: 3 of 3, ${third}`,
  ]);
  seen.length = 0;
  machine.model = machine.model.with({ n: 4 });
  await machine.fit();
  assert.deepEqual(seen, [`Tuning Descender: 3 of 4, ${third}`, `Tuning Descender: 4 of 4, ${third}`]);
});

Deno.test("tuned() that ends before its time tells that what it has done is all", async () => {
  const { machine, seen } = told({ n: 6 });
  using _ = machine;
  await machine.fit();
  assert.deepEqual(seen.map((text) => /\d of \d/.exec(text)![0]), [
    "0 of 6",
    "1 of 6",
    "2 of 6",
    "3 of 6",
    "4 of 6",
    "4 of 4",
  ]);
});
