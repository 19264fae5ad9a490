import type { HostExamples } from "../core/backend.ts";
import { DataError } from "../core/errors.ts";
import type { Examples } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import type { Inputs } from "./_inputs.ts";
import { rowWeights } from "./_row_weights.ts";
import type { Decoder, Task, Vary } from "./_task.ts";
import type { NeuralNetworkParams } from "./neural_network_params.ts";

/** Data as a network sees them. */
export interface Prepared<Z> {
  readonly examples: HostExamples;
  readonly targets: Decoder<Z>;
  readonly vary: Vary | undefined;
}

/** A model, and what was learned of its inputs. */
export interface Preparing<X, Y, Z, P extends NeuralNetworkParams> {
  readonly task: Task<X, Y, Z, P>;
  readonly params: Readonly<P>;
  readonly inputs: Inputs<X>;
}

/** What a network learns from. Throws a DataError for data that do not suit. */
export function prepared<X, Y, Z, P extends NeuralNetworkParams>(
  { x, y, weights }: Examples<X, Y>,
  { task, params, inputs }: Preparing<X, Y, Z, P>,
): Prepared<Z> {
  const { kind } = task;
  const values = inputs.encode(x);
  checkTarget(y, kind);
  if (values.shape[0] === 0) {
    throw new RangeError(`Cannot fit ${kind}: there are no rows; give at least one`);
  }
  const { values: wanted, weights: byClass, ...targets } = task.encode(y, params);
  const examples = { x: values, y: wanted, weights: rowWeights(kind, weights, byClass) };
  return { examples, targets, vary: task.vary?.(x, params) };
}

function checkTarget(y: unknown, kind: string): void {
  if (typeof y === "object" && y !== null && "take" in y) return;
  throw new DataError(
    `Cannot fit ${kind}: the target is ${brief(y)}; give data as { x, y }, y a column or table`,
    {
      column: "y",
    },
  );
}
