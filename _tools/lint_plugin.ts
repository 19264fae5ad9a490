/** The house rules that a machine can check, as a plugin of `deno lint`; CONTRIBUTING.md lists them. */

import { boundaryRules } from "./lint/boundaries.ts";
import { commentRules } from "./lint/comments.ts";
import { messageRules } from "./lint/messages.ts";
import { nameRules } from "./lint/names.ts";
import { shapeRules } from "./lint/shape.ts";
import { signatureRules } from "./lint/signatures.ts";

/** A rule is silenced at one place by `// deno-lint-ignore attune/<rule> -- <reason>`. */
export default {
  name: "attune",
  rules: {
    ...shapeRules,
    ...signatureRules,
    ...boundaryRules,
    ...messageRules,
    ...nameRules,
    ...commentRules,
  },
} satisfies Deno.lint.Plugin;
