import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import { counted } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode patience}. */
export interface PatienceParams {
  /** How many times in a row the loss has to rise. Default 5. */
  readonly n: number;
}

interface Rising {
  readonly last: number;
  readonly rises: number;
}

const make = configured<PatienceParams, ControlMembers<Rising>>(
  "Patience",
  { n: integer(5, { min: 1, doc: "rises of the loss in a row" }) },
  ({ n }) => ({
    needs: ["loss"],
    start: () => ({ last: Infinity, rises: 0 }),
    async apply({ last, rises }, run) {
      const loss = await run.loss();
      return { last: loss, rises: loss > last ? rises + 1 : 0 };
    },
    done: ({ rises }) =>
      rises >= n ? `Patience: the loss rose ${counted(rises, "time")} in a row` : undefined,
  }),
);

/**
 * Stops when the loss has risen `n` times in a row, 5 by default; one that stays or falls starts the count anew (Prechelt
 * 1998, UP). Where losses are noisy, as those of networks are, rises in a row come late or never: `numberSinceBest` does
 * better there.
 */
export function patience(n = 5): ControlOf<PatienceParams> {
  return make({ n });
}
