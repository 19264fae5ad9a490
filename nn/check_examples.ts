import { type Shape, sizeOf } from "../core/array.ts";
import type { HostExamples } from "../core/backend.ts";
import { showShape } from "./inferred.ts";

/** Refuses examples whose arrays do not have a row for each other, or not the numbers that their rows take. */
export function checkExamples(
  { x, y, weights }: HostExamples,
  { input, outputs }: { readonly input: Shape; readonly outputs: number },
): void {
  const rows = x.shape[0] ?? 0;
  const arrays = [
    ["x", x.data.length, rows * sizeOf(input), showShape(input)],
    ["y", y.data.length, rows * outputs, showShape([outputs])],
    ["weights", weights?.length ?? rows, rows, "one number"],
  ] as const;
  for (const [name, found, wanted, each] of arrays) {
    if (found !== wanted) {
      throw new RangeError(
        `Cannot upload ${name}: it has ${found} numbers; ${rows} rows of ${each} take ${wanted}`,
      );
    }
  }
}
