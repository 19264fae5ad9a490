import type { Rng } from "../../core/rng.ts";
import { pulled } from "../_pulled.ts";
import type { Search, Searching, Space, Trial, TrialResult } from "../search.ts";
import { type Bracket, type Ladder, type Rung, rungsOf } from "./_ladder.ts";

/** What candidates compete for, and where they come from. */
export interface Competition {
  readonly ladder: Ladder;
  readonly draw: Search;
  readonly space: Space;
  readonly rng: Rng;
}

/** One bracket after the other, each rung a batch, until there are no more brackets or no more candidates. */
export function halving(brackets: Iterable<Bracket>, { ladder, draw, space, rng }: Competition): Searching {
  const left = brackets[Symbol.iterator]();
  const source = draw.start(space, rng.fork("draw")).ask()[Symbol.iterator]();
  let higher: readonly Rung[] = [];
  let waiting: readonly Trial[] = [];
  const begin = (bracket: Bracket) => {
    const drawn = pulled(source, bracket.candidates);
    if (drawn.some(({ iterations }) => iterations !== undefined)) {
      throw new TypeError(
        `Cannot draw candidates by ${draw.kind}: it says for how many iterations they are trained; give a search that does ` +
          "not, e.g. randomSearch()",
      );
    }
    const [rung, ...others] = rungsOf({ ...bracket, candidates: drawn.length }, ladder);
    higher = others;
    return drawn.map(({ values }) => ({ values, iterations: rung!.iterations, keep: others.length > 0 }));
  };
  return {
    ask() {
      if (waiting.length > 0) return waiting;
      const bracket = left.next();
      return bracket.done ? [] : begin(bracket.value);
    },
    tell(results) {
      const [rung, ...others] = higher;
      higher = others;
      waiting = rung
        ? best(results, rung.count).map(({ number, trial: { values } }) => (
          { values, iterations: rung.iterations, from: number, keep: others.length > 0 }
        ))
        : [];
    },
  };
}

/** The results of least loss, of equal ones the earlier; none that failed. */
function best(results: readonly TrialResult[], count: number): readonly TrialResult[] {
  return results.filter(({ loss }) => !Number.isNaN(loss))
    .sort((a, b) => a.loss < b.loss ? -1 : a.loss > b.loss ? 1 : 0)
    .slice(0, count);
}
