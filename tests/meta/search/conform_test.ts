import { adam, descent } from "../../../nn/mod.ts";
import { explicit, grid, latinHypercube, sobol } from "../../../meta/mod.ts";
import type { Search, Space } from "../../../meta/mod.ts";
import { conformSearch } from "../../../testing/mod.ts";
import { listed, numbers, spaceOf } from "./_spaces.ts";

const eta = { "optimiser.eta": 0.1, activation: "relu" };
const SEARCHES: Readonly<Record<string, () => Search>> = {
  "grid()": () => grid(),
  "grid() in order": () => grid({ resolutions: { "optimiser.eta": 3 }, shuffled: false }),
  "grid() with a goal": () => grid({ goal: 20 }),
  "latinHypercube()": () => latinHypercube(),
  "latinHypercube() of 30 points": () => latinHypercube({ points: 30 }),
  "sobol()": () => sobol(),
  "explicit()": () => explicit({ candidates: [{ ...eta, hidden: 4 }, { hidden: 1, ...eta }] }),
};
for (const [name, make] of Object.entries(SEARCHES)) conformSearch(name, { make });

const optimisers = listed("optimiser", [adam(), descent({ eta: 0.1 }), adam({ beta1: 0.5 })]);
const SPACES: Readonly<Record<string, Space>> = {
  "of whole numbers on a scale": spaceOf(
    numbers("epochs", { lower: 1, upper: 1000, scale: "log", integer: true }),
  ),
  "of numbers without bounds": spaceOf(
    numbers("a", { lower: -Infinity, upper: Infinity, origin: 2, unit: 3 }),
    numbers("b", { lower: 1, upper: Infinity, origin: 5, unit: 2, scale: "log10", integer: true }),
    numbers("c", { lower: -Infinity, upper: -1, origin: -5, unit: 2, scale: "log10Minus", integer: true }),
  ),
  "of a scale of one's own": spaceOf(numbers("eta", { lower: -3, upper: 0, scale: (x) => 10 ** x })),
  "of configured values": spaceOf(optimisers, numbers("hidden", { lower: 1, upper: 4, integer: true })),
};
for (const [what, space] of Object.entries(SPACES)) {
  conformSearch(`grid() in a space ${what}`, { make: () => grid({ resolution: 4 }), space });
  conformSearch(`latinHypercube() in a space ${what}`, { make: () => latinHypercube(), space });
  conformSearch(`sobol() in a space ${what}`, { make: () => sobol(), space });
}

const repeated = spaceOf(
  numbers("eta", { scale: "linear" }),
  listed("layers", [1, 2]),
  listed("eta", [0, 10]),
);
conformSearch("grid() where a path has several ranges", { make: () => grid(), space: repeated });
conformSearch("explicit() where a path has several ranges", {
  make: () => explicit({ candidates: [{ eta: 10, layers: 1 }, { eta: 0.5, layers: 2 }] }),
  space: repeated,
});

conformSearch("explicit() without candidates", { make: () => explicit(), space: spaceOf(optimisers) });
conformSearch("explicit() with configured values", {
  make: () => explicit({ candidates: [{ optimiser: descent({ eta: 0.1 }) }, { optimiser: adam() }] }),
  space: spaceOf(optimisers),
  kinds: [adam, descent],
});
