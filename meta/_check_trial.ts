import { equal } from "../core/params.ts";
import { brief } from "../core/show.ts";
import { isCount } from "./_is_count.ts";
import type { Space, Trial } from "./search.ts";

/** What a trial is checked against: a search may be anybody's. */
export interface TrialChecks {
  /** The kind of the search. */
  readonly kind: string;
  readonly space: Space;
  /** The number that the trial will have. */
  readonly number: number;
  /** The trial of a number, if there was one. */
  earlier(number: number): Trial | undefined;
}

/** Refuses a trial that does not suit the space, or goes on from what it cannot go on from. */
export function checkTrial(trial: Trial, checks: TrialChecks): void {
  const wrong = faultOf(trial, checks);
  if (wrong === undefined) return;
  throw new TypeError(`Cannot try candidate ${checks.number} of ${checks.kind}: ${wrong}`);
}

function faultOf(trial: Trial, { space, earlier }: TrialChecks): string | undefined {
  if (typeof trial !== "object" || trial === null) {
    return `it is ${brief(trial)}; give { values }`;
  }
  const { values, iterations, from, keep, ...others } = trial;
  const [odd] = Object.keys(others);
  if (odd !== undefined) return `it has "${odd}"; a trial has values, and maybe iterations, from and keep`;
  if (keep !== undefined && typeof keep !== "boolean") {
    return `its keep is ${brief(keep)}; give true or false`;
  }
  if (iterations !== undefined && !isCount(iterations)) {
    return `its iterations are ${brief(iterations)}; give a whole number ≥ 0`;
  }
  const { paths, iteration } = space;
  if (!Array.isArray(values) || values.length !== paths.length || values.includes(undefined)) {
    return `its values are ${brief(values)}; give one for each of ${paths.join(", ")}`;
  }
  if (iterations !== undefined && !iteration) {
    return "it says how many iterations to train, and the model counts none; leave iterations out";
  }
  if (from === undefined) return undefined;
  const before = earlier(from);
  if (!before?.keep) return `it goes on from candidate ${brief(from)}; give the number of one that was kept`;
  const fewer = (before.iterations ?? iteration!.count) <= (iterations ?? iteration!.count);
  if (fewer && equal(before.values, values)) return undefined;
  return `it goes on from candidate ${from}, which has other values or more iterations; give the same values, and no fewer iterations`;
}
