import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Column, Numeric } from "../data/mod.ts";

/** The numbers of a target. Throws a DataError if it is not of numbers, has holes, or does not fit 32 bits. */
export function targetNumbers(y: Column, name: string, kind: string): Float64Array {
  if (y.scitype !== "Continuous" && y.scitype !== "Count") {
    throw new DataError(
      `Cannot fit ${kind}: the target "${name}" is ${y.scitype}, and Continuous is wanted; coerce it, or classify`,
      { column: name, found: String(y.scitype), wanted: "Continuous" },
    );
  }
  const { values }: Numeric = y;
  const bad = values.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (bad >= 0) {
    const found = Number.isNaN(values[bad]!) ? "missing" : String(values[bad]);
    throw new DataError(
      `Cannot fit ${kind}: the target "${name}" is ${found} in row ${bad}; leave out such rows${
        found === "missing" ? "" : ", or rescale"
      }`,
      { column: name, found },
    );
  }
  return values;
}

/** Notes that a network which ends in relu cannot predict below zero: the default of MLJFlux, and a trap. */
export function noteRelu(kind: string, last: string, context: Context): void {
  if (last !== "relu") return;
  context.emit({
    type: "note",
    message: `${kind}: the network ends in relu, so no prediction can be below 0 and training can stall; ` +
      "unless that is meant, give builder: linear({ activation: identity }) or mlp()",
  });
}
