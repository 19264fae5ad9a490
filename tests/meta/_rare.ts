import { type Numeric, numeric, table } from "../../data/mod.ts";
import { type Classes, logits } from "./_classifiers.ts";

/** Rows of which few are positive: one in six of those is kept, which makes ln 6 less of their log odds. */
export function rare(size: number, seed: number): Classes {
  const { x, y } = logits(size, { levels: ["no", "yes"], seed });
  const rows = Array.from(y.codes.keys()).filter((row) => y.codes[row] === 0 || row % 6 === 0);
  const [no, yes] = x.take(rows).names.map((name) => (x.take(rows).column(name) as Numeric).values);
  return { x: table({ no: numeric(no!.map((v) => v + Math.log(6))), yes: numeric(yes!) }), y: y.take(rows) };
}

/** A few hundred of them. */
export const RARE = rare(400, 5);

/** Tells that the threshold is tuned. */
export const TUNED = { threshold: "tuned" } as const;
