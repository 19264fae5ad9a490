import type { GroupBody } from "./body.ts";

/** Goes on to the next batch, where no optimiser does. */
export const advance: GroupBody = { name: "advance", form: "group", text: "", once: "advance(o);" };
