import type { Program } from "../core/backend.ts";
import type { Rows } from "../core/observations.ts";

/** Training that diverged, as it may be seen again. */
export interface Divergence {
  readonly program: Program;
  /** Trains as before, up to the epoch that diverged, and gives the data that it sees and its order of rows. */
  readonly again: () => Promise<{ readonly data: Parameters<Program["train"]>[0]; readonly order: Rows }>;
  readonly batchSize: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The first batch, from 1, of an epoch whose loss is not finite. Devices give one loss an epoch: the epoch is trained again
 * by its first batches alone, half as many more or fewer each time. The program ends as it was.
 */
export async function divergedBatch({ program, again, batchSize, signal }: Divergence): Promise<number> {
  const after = await program.read();
  const { data, order } = await again();
  const before = await program.read();
  let [good, bad] = [0, Math.ceil(order.length / batchSize)];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    program.write(before);
    const some = Int32Array.from({ length: middle * batchSize }, (_, i) => order[i]!);
    const [loss = NaN] = await program.train(data, [some], { signal });
    if (Number.isFinite(loss)) good = middle;
    else bad = middle;
  }
  program.write(after);
  return bad;
}
