import { fileStore, snapshots } from "../../meta/mod.ts";
import {
  blobs,
  load,
  Machine,
  mlp,
  type NeuralNetworkClassifier,
  neuralNetworkClassifier,
  save,
} from "../../mod.ts";

/** How many epochs the training has in all. */
export const EPOCHS = 60;

const data = blobs({ rows: 60, seed: 1 });
const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), epochs: 0, batchSize: 10 });
const quiet = { verbosity: 0 } as const;

/** The weights at the end of all epochs, from the newest snapshot in the folder on; one is written after every epoch. */
export async function trainIn(folder: string, tell: (epoch: number) => void = () => {}): Promise<Uint8Array> {
  const kept = snapshots(fileStore(folder), { last: 2 });
  const newest = await kept.newest();
  using machine = newest
    ? await load<NeuralNetworkClassifier>(newest, { ...quiet, data })
    : new Machine(model, data, { ...quiet, seed: 5 });
  for (let epochs = machine.model.params.epochs + 1; epochs <= EPOCHS; epochs++) {
    machine.model = machine.model.with({ epochs });
    const { report } = await machine.fit();
    await kept.write(await save(machine), { iterations: epochs, loss: report.losses.at(-1)! });
    tell(epochs);
  }
  const { arrays } = await machine.learned.save();
  return new Uint8Array(
    await new Blob([...arrays.values()].map(({ data }) => new Uint8Array(data.slice().buffer))).arrayBuffer(),
  );
}

if (import.meta.main) await trainIn(Deno.args[0]!, (epoch) => console.log(epoch));
