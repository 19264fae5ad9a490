import type { KnownAnswer } from "./answers/known_answer.ts";
import { outcomeOf } from "./answers/outcome_of.ts";
import type { Device } from "./device.ts";

/** Rounds that a shader is asked for: no kernel should need as many. */
const FAR = 2 ** 18;

const count: Omit<KnownAnswer, "gives"> = {
  here: 1,
  tensors: [],
  vectors: [0],
  write: (to) => ({
    name: "count",
    form: "each",
    count: "1u",
    text: `  var rounds = 0.0;
  for (var k = 0u; k < ${to.count(FAR / 2)}; k++) { rounds += 1.0; }
  for (var k = 0u; k < ${to.count(FAR / 2)}; k++) { rounds += 1.0; }
  vectors[o.vectors] = rounds;`,
  }),
};

/**
 * How often all loops of an invocation may go round together. Some devices end loops without a word: Mesa's software
 * driver after 65,535 rounds. Measured once a device.
 */
export function loopLimit(device: Device): Promise<number> {
  return device.remember("loop limit", async () => {
    const { vectors: [rounds = 0] } = await outcomeOf(count, device);
    return rounds === FAR ? Infinity : rounds - 1; // a loop that is ended has begun
  });
}
