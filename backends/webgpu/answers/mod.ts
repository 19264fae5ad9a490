/** What kernels must give: numbers that are known, for each of them. */
import { convolutionAnswers } from "./convolutions.ts";
import { denseAnswers } from "./dense.ts";
import { elementAnswers } from "./elements.ts";
import { embeddingAnswers } from "./embeddings.ts";
import type { KnownAnswer } from "./known_answer.ts";
import { lossAnswers } from "./losses.ts";
import { normAnswers } from "./norms.ts";
import { normPartAnswers } from "./norm_parts.ts";
import { optimiserAnswers } from "./optimiser.ts";
import { poolAnswers } from "./pools.ts";

export const answers: readonly KnownAnswer[] = [
  ...convolutionAnswers,
  ...denseAnswers,
  ...elementAnswers,
  ...embeddingAnswers,
  ...lossAnswers,
  ...normAnswers,
  ...normPartAnswers,
  ...optimiserAnswers,
  ...poolAnswers,
];
