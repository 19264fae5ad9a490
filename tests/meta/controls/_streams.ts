import { type Control, controlled, type Trainable } from "../../../meta/mod.ts";

/** Thrown where a stream of losses has come to its end. */
class Ended extends Error {}

/**
 * Something trained whose losses are known beforehand: each iteration gives those up to the next loss on rows held out,
 * the training losses first.
 */
export function stream(losses: readonly number[], isTraining: readonly boolean[] = []): Trainable {
  let at = 0;
  let told: number[] = [];
  let loss = NaN;
  return {
    train() {
      told = [];
      while (isTraining[at] && at < losses.length) told.push(losses[at++]!);
      if (at >= losses.length && told.length === 0) throw new Ended();
      loss = losses[at++] ?? NaN;
    },
    loss: () => loss,
    losses: () => told,
  };
}

/** How many losses on rows held out these controls let pass; 0 if they never stop. */
export async function stoppingTime(
  controls: readonly Control[],
  subject: Trainable,
): Promise<{ readonly time: number; readonly stopped: string }> {
  try {
    const { cycles, stopped } = await controlled(subject, controls);
    const before = stopped.includes("training loss"); // upstream stops at once there, before the loss is told
    return { time: before ? cycles - 1 : cycles, stopped };
  } catch (error) {
    if (error instanceof Ended) return { time: 0, stopped: "" };
    throw error;
  }
}
