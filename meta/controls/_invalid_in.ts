import type { Run } from "../control.ts";

/** What shows that training has diverged: `"the training loss is NaN in iteration 3"`. */
export function invalidIn({ losses, iterations }: Run, loss: number): string | undefined {
  const first = losses.findIndex((loss) => !Number.isFinite(loss));
  return first < 0
    ? invalid("loss", loss, iterations)
    : invalid("training loss", losses[first]!, iterations - losses.length + first + 1);
}

function invalid(which: string, loss: number, iteration: number): string | undefined {
  return Number.isFinite(loss) ? undefined : `the ${which} is ${loss} in iteration ${iteration}`;
}
