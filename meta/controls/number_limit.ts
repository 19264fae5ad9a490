import { configured } from "../../core/configured.ts";
import { integer } from "../../core/schema.ts";
import { counted } from "../../core/show.ts";
import type { ControlMembers, ControlOf } from "../control.ts";

/** Hyperparameters of {@linkcode numberLimit}. */
export interface NumberLimitParams {
  /** How many cycles there are. Default 100. */
  readonly n: number;
}

const make = configured<NumberLimitParams, ControlMembers<number>>(
  "NumberLimit",
  { n: integer(100, { min: 1, doc: "how many cycles there are" }) },
  ({ n }) => ({
    start: () => 0,
    apply: (number) => number + 1,
    done: (number) => number >= n ? `NumberLimit: the limit of ${counted(n, "cycle")} is reached` : undefined,
  }),
);

/** Stops after `n` cycles, 100 by default: after `n` times `k` iterations behind `step(k)`. */
export function numberLimit(n = 100): ControlOf<NumberLimitParams> {
  return make({ n });
}
