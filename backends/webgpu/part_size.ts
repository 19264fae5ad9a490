import type { Population } from "./population.ts";

/** Numbers that go to the device at once, where not all can. */
const PART = 2 ** 24;

/** Rows of examples that go to the device at once: whole batches, and an eighth of a buffer at most. */
export function rowsOfPart({ data, common }: Population, batch: number): number {
  const { inputs, outputs } = common.lowered;
  const numbers = Math.min(PART, data.most / 32) / (inputs + outputs + 1);
  return Math.max(1, Math.floor(numbers / batch)) * batch;
}
