/** What kernels must give: numbers that are known, for each of them. */
import { denseAnswers } from "./dense.ts";
import { elementAnswers } from "./elements.ts";
import type { KnownAnswer } from "./known_answer.ts";
import { lossAnswers } from "./losses.ts";
import { normAnswers } from "./norms.ts";
import { optimiserAnswers } from "./optimiser.ts";

export const answers: readonly KnownAnswer[] = [
  ...denseAnswers,
  ...elementAnswers,
  ...lossAnswers,
  ...normAnswers,
  ...optimiserAnswers,
];
