import { configured } from "../../core/configured.ts";
import { isNumericRange } from "../range.ts";
import type { Search } from "../search.ts";
const make = configured<object, Pick<Search, "start">>("RandomSearch", {}, () => ({
  start: (space, rng) => ({
    *ask() {
      for (let i = 0;; i++) {
        const r = rng.fork(i);
        yield {
          values: space.ranges.map((range) => {
            if (isNumericRange(range)) {
              const [a, b] = range.bounds;
              return range.at(a + (b - a) * r.uniform());
            }
            return range.params.values[Math.floor(r.uniform() * range.params.values.length)];
          }),
        };
      }
    },
    tell() {},
  }),
}));
export function randomSearch(): Search {
  return make();
}
