const BANNER = /^[\s*]*([-=*#~_/─═])\1{3,}|([-=*#~_/─═])\2{3,}\s*$/;

// A statement, whole: prose does not begin with a keyword or a call and end with a semicolon or an open brace.
const CODE =
  /^\s*(((const|let|var|return|import|export|await|throw)\b.*|[\w.]+\(.*\)|[\w.[\]]+ [-+*/]?= .*);|(if|for|while|switch) \(.*\) \{)\s*$/;

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "";
}

const noBanner: Deno.lint.Rule = {
  create(context) {
    return {
      Program() {
        for (const { value, range } of context.sourceCode.getAllComments()) {
          if (!BANNER.test(firstLine(value))) continue;
          context.report({
            range,
            message: "No banners",
            hint: "A file that needs headings wants splitting",
          });
        }
      },
    };
  },
};

const noDeadCode: Deno.lint.Rule = {
  create(context) {
    return {
      Program() {
        for (const { type, value, range } of context.sourceCode.getAllComments()) {
          if (type !== "Line" || !CODE.test(value)) continue;
          context.report({ range, message: "No commented-out code", hint: "Delete it: git remembers" });
        }
      },
    };
  },
};

/** What comments are not for. */
export const commentRules: Record<string, Deno.lint.Rule> = {
  "no-banner": noBanner,
  "no-dead-code": noDeadCode,
};
