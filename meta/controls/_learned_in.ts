import type { Learned } from "../../core/model.ts";
import type { Run } from "../control.ts";

/** What the model has learned so far. */
export function learnedIn({ subject: { learned, model } }: Run): Learned {
  if (learned) return learned;
  throw new TypeError(
    `Cannot look at ${model?.kind} before it is trained: put step() before the controls that do`,
  );
}
