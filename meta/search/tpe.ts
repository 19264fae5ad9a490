import { configured } from "../../core/configured.ts";
import type { Rng } from "../../core/rng.ts";
import { flag, integer, real } from "../../core/schema.ts";
import type { Search, Searching, SearchOf } from "../search.ts";
import { isNumericRange, type Range } from "../range.ts";
import { type Density, parzen, type Point, univariateParzen } from "./_parzen.ts";
import { pointIn } from "./_point_in.ts";
import { refuseRepeats } from "./_refuse_repeats.ts";

/** Hyperparameters of {@linkcode tpe}. */
export interface TpeParams {
  /** So many trials are spread over the space before anything is learned, all in one batch. Default 10. */
  readonly startup: number;
  /** Of so many draws from where good trials are, the one is tried of which bad trials say least. Default 24. */
  readonly candidates: number;
  /** Share of the trials that count as good, rounded up. Default 0.15. */
  readonly share: number;
  /** Whether it learns what goes together; otherwise each range is looked at by itself. Default true. */
  readonly multivariate: boolean;
  /** So many trials are asked for at a time, to be judged at once. More learn less from each other. Default 1. */
  readonly batch: number;
}

const KIND = "Tpe";

const make = configured<TpeParams, Pick<Search, "start">>(KIND, {
  startup: integer(10, {
    min: 1,
    max: 10_000,
    doc: "trials spread over the space before anything is learned",
  }),
  candidates: integer(24, { min: 1, doc: "draws from where good trials are, of which the best is tried" }),
  share: real(0.15, {
    min: 0,
    max: 1,
    above: true,
    below: true,
    doc: "share of the trials that count as good",
  }),
  multivariate: flag(true, "whether it learns what goes together"),
  batch: integer(1, { min: 1, doc: "trials that are asked for at a time" }),
}, (params) => ({
  start(space, rng) {
    refuseRepeats(space, KIND);
    return searching(params, { ranges: space.ranges, rng });
  },
}));

/**
 * Looks where good trials were and bad ones were not: a tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms
 * for hyper-parameter optimization"). It never ends by itself: give `n`, which is 10
 * by default.
 *
 * The first trials form a Latin hypercube. From then on trials are split into good and bad ones, and the density of each kind
 * is estimated: a kernel at every trial, and an even prior. Of some draws from the density of the good, all of them new if
 * there is anything new, the one is tried for which good ÷ bad is greatest. Kernels are normal distributions on the scale of
 * a range, as far as grids go through it, and shares of listed values.
 *
 * Of g good trials the one of rank r counts ln((g + 1) / r), and all else depends on the order of the losses alone: a loss and
 * its logarithm are searched alike. A trial that failed is a bad one. So is what was asked for in the same batch, until it is
 * judged, lest a batch try one place over and over.
 *
 * What is not said here is as Watanabe 2023 advises in "Tree-structured Parzen estimator: understanding its algorithm
 * components and their roles for better empirical performance"; only that kernels may be narrower (0.02 of a range, not 0.03)
 * and that `multivariate: false` judges whole draws too, which found much better trials than judging range by range.
 *
 * Starting throws a TypeError for a path of several ranges.
 *
 * @example The best of 60 trials is near the minimum, at a rate of 0.01.
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { range, tpe } from "@attune/attune/meta";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const eta = range(neuralNetworkRegressor(), "optimiser.eta", { lower: 1e-5, upper: 1, scale: "log10" });
 * const searching = tpe().start({ ranges: [eta], paths: ["optimiser.eta"] }, rng(1));
 * const loss = (rate: number) => Math.abs(Math.log10(rate) + 2);
 * let [number, best] = [0, 1];
 * while (number < 60) {
 *   const results = [...searching.ask()].map((trial) => {
 *     const rate = Number(trial.values[0]);
 *     if (loss(rate) < loss(best)) best = rate;
 *     return { number: number++, trial, loss: loss(rate) };
 *   });
 *   searching.tell(results);
 * }
 * assert.ok(loss(best) < 0.05);
 * ```
 */
export function tpe(options: Partial<TpeParams> = {}): SearchOf<TpeParams> {
  return make(options);
}

/** What is searched, and by which chance. */
interface Setting {
  readonly ranges: readonly Range[];
  readonly rng: Rng;
}

/** A point that was judged. */
interface Judged {
  readonly point: Point;
  /** Infinite if it failed. */
  readonly loss: number;
}

function searching(params: TpeParams, { ranges, rng }: Setting): Searching {
  const judged: Judged[] = [];
  const tried = new Set<string>();
  let asked: Point[] = [];
  return {
    *ask() {
      asked = [];
      const spread = judged.length === 0
        ? hypercube(params.startup, { ranges, rng: rng.fork("startup") })
        : [];
      for (let i = 0; i < (spread.length || params.batch); i++) {
        const source = rng.fork(judged.length + i);
        const point = spread[i] ?? likeliest(params, { ranges, judged, asked, tried, rng: source });
        asked.push(point);
        tried.add(keyOf(point, ranges));
        yield { values: valuesAt(point, ranges) };
      }
    },
    tell(results) {
      results.forEach(({ loss }, i) => {
        judged.push({ point: asked[i]!, loss: Number.isNaN(loss) ? Infinity : loss });
      });
    },
  };
}

function valuesAt(point: Point, ranges: readonly Range[]): readonly unknown[] {
  return ranges.map((range, d) =>
    isNumericRange(range) ? pointIn(range, point[d]!) : range.params.values[point[d]!]
  );
}

/** What points of the same values have in common. */
function keyOf(point: Point, ranges: readonly Range[]): string {
  return ranges.map((range, d) => isNumericRange(range) ? pointIn(range, point[d]!) : point[d]).join();
}

function sizesOf(ranges: readonly Range[]): readonly number[] {
  return ranges.map((range) => isNumericRange(range) ? 0 : range.params.values.length);
}

/** Points of which each has a part of each dimension to itself. */
function hypercube(count: number, { ranges, rng }: Setting): readonly Point[] {
  const dimensions = sizesOf(ranges).map((size, d) => {
    const source = rng.fork(d);
    return Array.from(source.permutation(count), (part) => {
      const place = (part + source.uniform()) / count;
      return size > 0 ? Math.floor(place * size) : place;
    });
  });
  return Array.from({ length: count }, (_, i) => dimensions.map((places) => places[i]!));
}

/** So many draws are made at most for each that is wanted. */
const PATIENCE = 10;

/** What is known when a point is looked for. */
interface Known extends Setting {
  readonly judged: readonly Judged[];
  /** Points of the same batch. */
  readonly asked: readonly Point[];
  /** Keys of all points so far. */
  readonly tried: ReadonlySet<string>;
}

function likeliest(params: TpeParams, { ranges, judged, asked, tried, rng }: Known): Point {
  const { good, bad } = densities(params, { ranges, judged, asked });
  const drawn = untried(good, { count: params.candidates, ranges, tried, rng })
    .map((point) => ({ point, gain: good.log(point) - bad.log(point) }));
  const [first, ...others] = drawn;
  if (first === undefined) return good.draw(rng);
  return others.reduce((best, draw) => draw.gain > best.gain ? draw : best, first).point;
}

/** So many draws of what was not tried before, fewer where that is hardly to be found. */
function untried(
  density: Density,
  { count, ranges, tried, rng }: Pick<Known, "ranges" | "tried" | "rng"> & { readonly count: number },
): readonly Point[] {
  const found: Point[] = [];
  for (let i = 0; i < PATIENCE * count && found.length < count; i++) {
    const point = density.draw(rng);
    if (!tried.has(keyOf(point, ranges))) found.push(point);
  }
  return found;
}

function densities(
  { share, multivariate }: TpeParams,
  { ranges, judged, asked }: Pick<Known, "ranges" | "judged" | "asked">,
): { readonly good: Density; readonly bad: Density } {
  const order = judged.toSorted((a, b) => a.loss < b.loss ? -1 : a.loss > b.loss ? 1 : 0);
  const best = order.slice(0, Math.ceil(share * order.length)).filter(({ loss }) => loss < Infinity);
  const pointsOf = (some: readonly Judged[]) => some.map(({ point }) => point);
  const weights = best.map((_, rank) => Math.log((best.length + 1) / (rank + 1)));
  const [estimate, sizes] = [multivariate ? parzen : univariateParzen, sizesOf(ranges)];
  return {
    good: estimate({ points: pointsOf(best), weights }, sizes),
    bad: estimate({ points: [...pointsOf(order.slice(best.length)), ...asked] }, sizes),
  };
}
