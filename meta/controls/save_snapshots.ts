import { configured } from "../../core/configured.ts";
import { save } from "../../core/save.ts";
import { required } from "../../core/schema.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import type { Snapshots } from "../snapshots.ts";

/** Hyperparameters of {@linkcode saveSnapshots}. */
export interface SaveSnapshotsParams {
  /** Where they are written to, and which of them are kept. */
  readonly to: Pick<Snapshots, "write">;
}

const make = configured<SaveSnapshotsParams, ControlMembers<number>>(
  "SaveSnapshots",
  {
    to: required<SaveSnapshotsParams["to"]>({
      expected: 'snapshots, e.g. snapshots(fileStore("training"))',
      is: (value) => typeof Object(value).write === "function",
      doc: "where they are written to, and which of them are kept",
    }),
  },
  ({ to }) => ({
    needs: ["machine"],
    start: () => 0,
    async apply(written, run) {
      const { iterations, subject } = run;
      const bytes = await save(subject.machine!()); // it was seen to be there
      await to.write(bytes, { iterations, ...(subject.loss && { loss: await run.loss() }) });
      return written + 1;
    },
    record: (written) => ({ written }),
  }),
);

/**
 * Writes a snapshot of the model in each cycle; it stands behind the control that trains. With `skip` it does so less often:
 * `skip(saveSnapshots(to), 10)`. Its record is how many it has written.
 *
 * A snapshot is what `save` would write of a machine of the model that is trained, without the controls, on the rows that it
 * learns from: `load` makes that machine, which predicts, and goes on to any number of iterations with the same bits. Throws
 * a TypeError in a fold or a member of an ensemble, where there would be several trainings in one place.
 *
 * @example
 * ```ts
 * import { load, Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { iterated, numberLimit, saveSnapshots, step } from "@attune/attune/meta";
 * import { type Descender, descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const files: Uint8Array[] = []; // mostly snapshots(fileStore("training"))
 * const saving = saveSnapshots({ write: async (bytes) => void files.push(bytes) });
 * const data = { x: numeric([1, 2, 3]), y: numeric([2, 4, 6]) };
 * const model = iterated(descender(), { controls: [step(2), saving, numberLimit(3)], resampling: "none" });
 * using machine = new Machine(model, data);
 * await machine.fit();
 *
 * using loaded = await load<Descender>(files[1]!, { kinds: [descender], data });
 * assert.equal(loaded.report.losses?.length, 4);
 * ```
 */
export function saveSnapshots(to: SaveSnapshotsParams["to"]): ControlOf<SaveSnapshotsParams> {
  return make({ to });
}
