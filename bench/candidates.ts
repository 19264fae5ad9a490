// Whether a search slows down or fills memory with the number of its candidates: 100,000 of a toy that costs nothing. For each
// tenth, microseconds a candidate and what the heap holds after a collection; then bytes of history a candidate, and the last
// nine tenths over the first.
//
//     deno run --v8-flags=--expose-gc bench/candidates.ts
import { Machine, numeric, range, tuned } from "../mod.ts";
import { descender } from "../testing/mod.ts";

const CANDIDATES = 100_000;

const collect = Reflect.get(globalThis, "gc");
if (typeof collect !== "function") throw new Error("Cannot see the heap: run with --v8-flags=--expose-gc");
function heap(): number {
  collect();
  return Deno.memoryUsage().heapUsed;
}

const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
const model = descender({ epochs: 1 });
const search = tuned(model, {
  ranges: [
    range(model, "eta", { lower: 1e-4, upper: 1e-1, scale: "log10" }),
    range(model, "lambda", { lower: 0, upper: 1 }),
  ],
  n: CANDIDATES,
});

const begun = heap();
const tenths: { readonly each: number; readonly held: number }[] = [];
let from = performance.now();
using machine = new Machine(search, data, {
  listener(event) {
    if (event.type !== "progress" || event.done === 0 || event.done % (CANDIDATES / 10) !== 0) return;
    const each = (performance.now() - from) * 10 * 1000 / CANDIDATES;
    tenths.push({ each, held: heap() - begun });
    from = performance.now();
  },
});
await machine.fit();

console.log("candidates  µs each  heap MiB");
for (const [i, { each, held }] of tenths.entries()) {
  const count = String((i + 1) * CANDIDATES / 10).padStart(10);
  console.log(`${count}  ${each.toFixed(1).padStart(7)}  ${(held / 2 ** 20).toFixed(1).padStart(8)}`);
}
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x) / list.length;
const [first, ...rest] = tenths.map(({ each }) => each);
console.log(
  `${((heap() - begun) / CANDIDATES).toFixed(0)} bytes of history a candidate; the last nine tenths took ${
    (mean(rest) / first!).toFixed(2)
  } × as long as the first, each`,
);
