import type { Slot, Tensor } from "../../lowering/mod.ts";
import { type EachBody, type GroupBody, HALVINGS, LANES } from "./body.ts";
import type { Writing } from "./writing.ts";

/** Partial sums for each array. */
export const PARTIALS = 256;

/** p-norms of gradients, over each array by itself or over all. */
export interface Norms {
  readonly p: number;
  readonly over: "array" | "all";
  /** Arrays that are trained. */
  readonly slots: readonly Slot[];
  /** Partial sums: {@linkcode PARTIALS} for each array. */
  readonly partials: Tensor;
  /** The norms: one for each array, or one. */
  readonly norms: Tensor;
}

/** First stage: Σ |g|^p over every 256th number of an array, or the largest |g|. */
export function normPartials({ p, slots, partials }: Norms, write: Writing): EachBody {
  const power = p === 2
    ? "g * g"
    : p === 1 || p === Infinity
    ? "abs(g)"
    : `pow_of(abs(g), ${write.float(p)})`;
  const choose = slots.map((slot, s) =>
    `if (i / ${PARTIALS}u == ${s}u) { base = ${write.gradient(slot)}; size = ${write.count(slot.size)}; }`
  );
  return {
    name: "normPartials",
    form: "each",
    rounds: () => Math.ceil(Math.max(1, ...slots.map(({ size }) => size)) / PARTIALS) + 1,
    count: `${PARTIALS * slots.length}u`,
    fixed: PARTIALS * slots.length,
    text: `  var base = 0u;
  var size = 0u;
  ${choose.join("\n  ")}
  var sum = 0.0;
  for (var k = i % ${PARTIALS}u; k < size; k += ${PARTIALS}u) {
    let g = vectors[base + k];
    sum = ${p === Infinity ? `max_of(sum, ${power})` : `sum + ${power}`};
  }
  ${write.element(partials)("i")} = sum;`,
  };
}

/** Second stage: one workgroup adds the partial sums of each array, and takes the root. */
export function norms({ p, over, slots, partials, norms }: Norms, write: Writing): GroupBody {
  const [from, to] = [write.tensor(partials), write.tensor(norms)];
  const combine = (a: string, b: string) => p === Infinity ? `max_of(${a}, ${b})` : `${a} + ${b}`;
  const root = (sum: string) =>
    p === 2 ? `sqrt(${sum})` : p === 1 || p === Infinity ? sum : `pow_of(${sum}, ${write.float(1 / p)})`;
  const gather = p === Infinity ? "largest" : "total";
  const store = over === "array"
    ? `if (lane == 0u) { work[${to} + s] = ${root("sum")}; }`
    : `all = ${combine("all", "sum")};`;
  return {
    name: "norms",
    form: "group",
    rounds: () => 1 + slots.length * (2 + PARTIALS / LANES + HALVINGS),
    text: `  var all = 0.0;
  for (var s = 0u; s < ${slots.length}u; s++) {
    var mine = 0.0;
    for (var k = lane; k < ${PARTIALS}u; k += ${LANES}u) {
      let part = work[${from} + s * ${PARTIALS}u + k];
      mine = ${combine("mine", "part")};
    }
    let sum = ${gather}(lane, mine);
    ${store}
  }${over === "all" ? `\n  if (lane == 0u) { work[${to}] = ${root("all")}; }` : ""}`,
  };
}
