import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import {
  blobs,
  fileStore,
  load,
  Machine,
  mlp,
  neuralNetworkClassifier,
  pipeline,
  save,
  snapshots,
  standardiser,
} from "../../mod.ts";

/** What a machine predicts that was saved to a file, loaded from there, and trained further: the same on every platform. */
export async function goneOn(): Promise<string> {
  const folder = await mkdtemp(`${tmpdir()}/attune-`);
  try {
    const kept = snapshots(fileStore(`${folder}/snapshots`));
    const data = blobs({ rows: 40, seed: 1 });
    const network = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 10 });
    const machine = new Machine(pipeline(standardiser(), network), data, { verbosity: 0 });
    await machine.fit();
    await kept.write(await save(machine), { iterations: 2 });
    const bytes = await kept.newest();
    const loaded = await load<typeof machine.model>(bytes!, { data, verbosity: 0 });
    loaded.model = loaded.model.with({ "last.epochs": 5 });
    const { probs } = await (await loaded.fit()).predict(data.x);
    for (const each of [machine, loaded]) each[Symbol.dispose]();
    return Array.from(probs, (p) => p.toFixed(3)).join(" ");
  } finally {
    await rm(folder, { recursive: true });
  }
}
