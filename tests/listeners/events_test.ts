import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { type Event, Machine } from "../../core/mod.ts";
import { blobs, numeric } from "../../data/mod.ts";
import { events, type EventsRun } from "../../listeners/mod.ts";
import { cv, evaluate } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { descender } from "../../testing/mod.ts";

const DATA = { x: numeric([1, 2, 3]), y: numeric([2, 4, 6]) };

const epoch = (n: number): Event => ({ type: "epoch", of: "Net", epoch: n, epochs: 100, loss: 1 / n });
const pause = (milliseconds = 0) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Tells so many epochs, in bursts. */
async function telling({ listener }: EventsRun, { epochs, burst }: { epochs: number; burst: number }) {
  for (let n = 1; n <= epochs; n++) {
    listener(epoch(n));
    if (n % burst === 0) await pause();
  }
  return epochs;
}

async function collected(all: AsyncIterable<Event>): Promise<Event[]> {
  const seen: Event[] = [];
  for await (const event of all) seen.push(event);
  return seen;
}

const epochsOf = (seen: readonly Event[]) =>
  seen.flatMap((event) => event.type === "epoch" ? [event.epoch] : []);

Deno.test("events() gives what a listener is told, in order", async () => {
  const told: Event[] = [];
  using machine = new Machine(descender({ epochs: 20 }), DATA, { listener: (event) => told.push(event) });
  await machine.fit();
  const seen = await collected(
    events((options) => new Machine(descender({ epochs: 20 }), DATA, options).fit()),
  );
  assert.equal(seen.length, 21);
  assert.deepEqual(seen, told);
});

for (const burst of [1, 3, 100]) {
  Deno.test(`events() gives all events that come in bursts of ${burst}, also the last ones`, async () => {
    const seen = await collected(events((run) => telling(run, { epochs: 10, burst })));
    assert.deepEqual(seen, Array.from({ length: 10 }, (_, i) => epoch(i + 1)));
  });
}

Deno.test("events() are of an evaluation too", async () => {
  const options = { resampling: cv({ folds: 3 }) };
  const seen = await collected(events((run) => evaluate(descender(), DATA, { ...run, ...options })));
  assert.deepEqual(seen.flatMap((event) => event.type === "progress" ? [event.done] : []), [0, 1, 2, 3]);
});

Deno.test("events() keep what the run gives", async () => {
  const run = events((options) => telling(options, { epochs: 3, burst: 1 }));
  assert.deepEqual(epochsOf(await collected(run)), [1, 2, 3]);
  assert.equal(await run.result, 3);
});

Deno.test("events() that nobody reads do not keep the run from its end", async () => {
  const run = events((options) => telling(options, { epochs: 5, burst: 2 }), { limit: 1 });
  assert.equal(await run.result, 5);
  assert.equal((await collected(run)).length, 2); // a note of what was lost, and the last one
});

Deno.test("events() throw what the run throws, after its last event, however late they are read", async () => {
  const broken = new Error("broken");
  const seen: Event[] = [];
  const run = async ({ listener }: EventsRun) => {
    listener(epoch(1));
    listener(epoch(2));
    await pause();
    throw broken;
  };
  const reading = async () => {
    for await (const event of events(run)) {
      await pause(5); // longer than the run lasts
      seen.push(event);
    }
  };
  await assert.rejects(reading(), broken);
  assert.deepEqual(epochsOf(seen), [1, 2]);
});

Deno.test("events() throw what the run throws at once", async () => {
  const broken = new Error("broken");
  const run = () => {
    throw broken;
  };
  await assert.rejects(collected(events(run)), broken);
});

Deno.test("events() that come too fast lose the oldest, and a note says how many", async () => {
  const seen = await collected(events((run) => telling(run, { epochs: 10, burst: 10 }), { limit: 4 }));
  assert.deepEqual(seen, [
    { type: "note", message: "6 events were lost, as they came faster than they were read" },
    ...[7, 8, 9, 10].map(epoch),
  ]);
});

Deno.test("events() tell each loss where it was", async () => {
  const seen: Event[] = [];
  for await (const event of events((run) => telling(run, { epochs: 7, burst: 3 }), { limit: 2 })) {
    seen.push(event);
  }
  assert.deepEqual(
    seen.map((event) => event.type === "note" ? Number.parseInt(event.message) : epochsOf([event])[0]),
    [
      1, // lost
      2,
      3,
      1, // lost
      5,
      6,
      7,
    ],
  );
});

Deno.test("leaving the loop aborts the run, and waits until it has stopped", async () => {
  let stopped = false;
  const run = async ({ listener, signal }: EventsRun) => {
    for (let n = 1; !signal.aborted; n++) {
      listener(epoch(n));
      await pause();
    }
    await pause(5);
    stopped = true;
    signal.throwIfAborted();
  };
  for await (const event of events(run)) if (event.type === "epoch" && event.epoch === 3) break;
  assert.equal(stopped, true);
});

Deno.test("leaving the loop by an error aborts the run and throws that error", async () => {
  const broken = new Error("broken");
  let signal: AbortSignal | undefined;
  const run = (options: EventsRun) => {
    signal = options.signal;
    return telling(options, { epochs: 10, burst: 1 });
  };
  const reading = async () => {
    for await (const _ of events(run)) throw broken;
  };
  await assert.rejects(reading(), broken);
  assert.equal(signal?.aborted, true);
});

Deno.test("leaving the loop of a run that takes no signal waits for its end", async () => {
  let ended = false;
  const run = async (options: EventsRun) => {
    await telling(options, { epochs: 5, burst: 1 });
    ended = true;
  };
  for await (const _ of events(run)) break;
  assert.equal(ended, true);
});

Deno.test("leaving the loop does not hide that the run failed by itself", async () => {
  const broken = new Error("broken");
  const run = async ({ listener }: EventsRun) => {
    listener(epoch(1));
    await pause();
    throw broken;
  };
  const reading = async () => {
    for await (const _ of events(run)) break;
  };
  await assert.rejects(reading(), broken);
});

Deno.test("leaving the loop stops training, and folds", async () => {
  using backend = wasm({ threads: 1 });
  const net = neuralNetworkClassifier({ epochs: 100_000, batchSize: 10 });
  const data = blobs({ seed: 1 });
  let last = 0;
  const counted = (options: EventsRun) => ({
    ...options,
    backend,
    listener(event: Event) {
      if (event.type === "epoch") last = event.epoch;
      options.listener(event);
    },
  });
  const fitting = (options: EventsRun) => new Machine(net, data, counted(options)).fit();
  const judging = (options: EventsRun) => evaluate(net, data, counted(options));
  for (const run of [fitting, judging]) {
    for await (const event of events<unknown>(run)) {
      if (event.type === "epoch" || event.type === "note") break;
    }
    assert.ok(last > 0 && last < 100_000);
  }
  assert.equal(backend.live, 0);
});

Deno.test("events() refuse what is no run, and limits that are none", () => {
  // deno-lint-ignore no-explicit-any -- calls that types forbid
  const odd = (value: unknown): any => value;
  assert.throws(() => events(odd(Promise.resolve())), {
    name: "TypeError",
    message:
      "Cannot tell events of {}: give a function that runs, e.g. (options) => evaluate(model, data, options)",
  });
  for (const [limit, shown] of [[0, "0"], [1.5, "1.5"], [Infinity, "Infinity"], [odd("9"), '"9"']]) {
    assert.throws(() => events(() => {}, { limit }), {
      name: "RangeError",
      message: `Cannot keep ${shown} events waiting: give a whole number, at least 1`,
    });
  }
  assert.throws(() => events(() => {}, odd({ limits: 3 })), /did you mean "limit"\?/);
});

Deno.test("left before anything was read, the run is aborted and waited for as well", async () => {
  let ended = false;
  const run = events(async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    ended = true;
    throw signal.reason;
  });
  await run.return();
  assert.ok(ended);
  await assert.rejects(run.result, { name: "AbortError" });
});
