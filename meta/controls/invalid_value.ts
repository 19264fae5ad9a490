import { configured } from "../../core/configured.ts";
import type { NoParams } from "../../core/params.ts";
import type { ControlMembers, ControlOf, Run } from "../control.ts";

const make = configured<NoParams, ControlMembers<string | undefined>>("InvalidValue", {}, () => ({
  needs: ["loss"],
  start: () => undefined,
  apply: async (_, run) => invalidLoss(run) ?? invalid("loss", await run.loss(), run.iterations),
  done: (reason) => reason,
}));

function invalidLoss({ losses, iterations }: Run): string | undefined {
  const first = losses.findIndex((loss) => !Number.isFinite(loss));
  return first < 0
    ? undefined
    : invalid("training loss", losses[first]!, iterations - losses.length + first + 1);
}

function invalid(which: string, loss: number, iteration: number): string | undefined {
  return Number.isFinite(loss)
    ? undefined
    : `InvalidValue: the ${which} is ${loss} in iteration ${iteration}`;
}

/** Stops when the loss, or a training loss, is no number or infinite: training has diverged. Tells in which iteration. */
export function invalidValue(): ControlOf<NoParams> {
  return make();
}
