import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import { counted } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import { isBetter } from "./_is_better.ts";

/** Hyperparameters of {@linkcode numberSinceBest}. */
export interface NumberSinceBestParams {
  /** How many losses after the best one. Default 6. */
  readonly n: number;
}

interface Since {
  readonly best: number | undefined;
  readonly since: number;
}

const make = configured<NumberSinceBestParams, ControlMembers<Since>>(
  "NumberSinceBest",
  { n: integer(6, { min: 1, doc: "losses after the best one" }) },
  ({ n }) => ({
    needs: ["loss"],
    start: () => ({ best: undefined, since: 0 }),
    async apply({ best, since }, run) {
      const loss = await run.loss();
      return isBetter(loss, best) ? { best: loss, since: 0 } : { best, since: since + 1 };
    },
    done: ({ since }) =>
      since >= n ? `NumberSinceBest: no better loss in the last ${counted(since, "cycle")}` : undefined,
  }),
);

/** Stops when `n` losses, 6 by default, have followed the best one; one that only equals it is no better. */
export function numberSinceBest(n = 6): ControlOf<NumberSinceBestParams> {
  return make({ n });
}
