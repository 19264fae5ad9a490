import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import { linear } from "../../builders/mod.ts";
import { type Backend, type Event, Machine } from "../../core/mod.ts";
import { numeric, table } from "../../data/mod.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import { descent, identity } from "../../nn/mod.ts";

const [SIZE, BATCH] = [60, 2];
const x = table({ a: numeric(Array.from({ length: SIZE }, (_, i) => 1 + i % 3)) });
const y = numeric(Array.from({ length: SIZE }, (_, i) => i % 5));
// A rate at which each step makes the error some hundred times as large: it overflows within some dozens of steps.
const model = neuralNetworkRegressor({
  builder: linear({ activation: identity }),
  optimiser: descent({ eta: 100 }),
  batchSize: BATCH,
  shuffle: false,
});

async function trained(
  backend: Backend,
  { rows, epochs }: { readonly rows: number; readonly epochs: number },
) {
  const notes: string[] = [];
  const listener = (event: Event) => void (event.type === "note" && notes.push(event.message));
  using machine = new Machine(model.with({ epochs }), { x, y }, { backend, listener });
  const { report, state } = await machine.fit({ rows: Array.from({ length: rows }, (_, i) => i) })
    .then(async (learned) => ({ report: learned.report, state: await learned.state() }));
  return { losses: report.losses, step: state.step, notes };
}

const BACKENDS = { reference, wasm: () => wasm({ threads: 1 }), tfjs };

for (const [name, make] of Object.entries(BACKENDS)) {
  Deno.test(`training that blows up names the first batch whose loss is no number, on ${name}`, async () => {
    using backend = await make();
    const { notes: [note, ...others], losses, step } = await trained(backend, { rows: SIZE, epochs: 12 });
    assert.deepEqual(others, []);
    const [, epoch = NaN, batch = NaN] = /from epoch (\d+), batch (\d+), on;/.exec(note!)!.map(Number);
    assert.equal(losses.findIndex((loss) => !Number.isFinite(loss)), epoch - 1);
    assert.equal(step, 12 * SIZE / BATCH, "the network is left as it was");
    if (epoch > 1) return; // in 64 bits it takes longer
    const last = async (batches: number) =>
      (await trained(backend, { rows: batches * BATCH, epochs: 1 })).losses[0]!;
    assert.ok(batch > 1 && Number.isFinite(await last(batch - 1)));
    assert.ok(!Number.isFinite(await last(batch)));
  });
}
