import { configured } from "../../core/configured.ts";
import type { NoParams } from "../../core/params.ts";
import type { ControlMembers, ControlOf } from "../control.ts";
import { invalidIn } from "./_invalid_in.ts";

const make = configured<NoParams, ControlMembers<string | undefined>>("InvalidValue", {}, () => ({
  needs: ["loss"],
  start: () => undefined,
  apply: async (_, run) => invalidIn(run, await run.loss()),
  done: (invalid) => invalid && `InvalidValue: ${invalid}`,
}));

/** Stops when the loss, or a training loss, is no number or infinite: training has diverged. Tells in which iteration. */
export function invalidValue(): ControlOf<NoParams> {
  return make();
}
