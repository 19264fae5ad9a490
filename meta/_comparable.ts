import { equal } from "../core/params.ts";
import { brief } from "../core/show.ts";
import { distinctPairs } from "./_distinct_pairs.ts";
import type { Evaluation, Evaluations } from "./evaluation.ts";

/** Gives the first of some evaluations; throws where they are none, or cannot be compared with each other. */
export function comparable(evaluations: Evaluations): Evaluation {
  if (!Array.isArray(evaluations)) {
    throw new TypeError(`Cannot compare ${brief(evaluations)}: give a list of evaluations`);
  }
  const [first, ...others]: Evaluations = evaluations;
  if (!first || others.length === 0) {
    throw new RangeError(
      `Cannot compare ${
        first ? "one evaluation" : "no evaluations"
      }: give at least two, e.g. of a model and a baseline`,
    );
  }
  const stranger = evaluations.find((one: unknown) => !("pairs" in Object(one) && "results" in Object(one)));
  if (stranger !== undefined) {
    throw new TypeError(`Cannot compare ${brief(stranger)}: give evaluations, as evaluate() makes them`);
  }
  checkJudged(first, others);
  if (distinctPairs(first.pairs) < 2) {
    throw new RangeError(
      "Cannot compare by a single fold: how values vary is unknown; use cv(), or shuffled repeats",
    );
  }
  const tags = [first, ...others].map(({ tag }) => tag);
  const twice = tags.find((tag, i) => tags.indexOf(tag) < i);
  if (twice !== undefined) {
    throw new RangeError(`Cannot compare two models under the tag ${brief(twice)}: give each its own`);
  }
  return first;
}

// All must have been judged by the same rows, targets and weights.
function checkJudged(first: Evaluation, others: readonly Evaluation[]): void {
  const plain = ({ pairs }: Evaluation) =>
    pairs.map(({ train, test }) => [Array.from(train), Array.from(test)]);
  const odd = others.find((other) => other.pairs !== first.pairs && !equal(plain(other), plain(first)));
  if (odd) {
    throw new RangeError(
      `Cannot compare ${odd.tag} with ${first.tag}: they were evaluated by other folds; give evaluate() both models, ` +
        "or the same resampling and seed",
    );
  }
  const other = others.find(({ judgedBy }) => judgedBy !== first.judgedBy);
  if (other) {
    throw new RangeError(
      `Cannot compare ${other.tag} with ${first.tag}: they were judged by other targets or weights; give evaluate() ` +
        "both models",
    );
  }
}
