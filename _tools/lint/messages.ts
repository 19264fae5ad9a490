import { except } from "./_where.ts";

/** First and last literal pieces of a message; undefined where it begins or ends with a value. */
function edges(
  node: Deno.lint.Node | undefined,
): readonly [first: string | undefined, last: string | undefined] {
  if (node?.type === "Literal" && typeof node.value === "string") return [node.value, node.value];
  if (node?.type === "TemplateLiteral") {
    return [node.quasis[0]?.cooked || undefined, node.quasis.at(-1)?.cooked || undefined];
  }
  if (node?.type === "BinaryExpression" && node.operator === "+" && node.left.type !== "PrivateIdentifier") {
    return [edges(node.left)[0], edges(node.right)[1]];
  }
  return [undefined, undefined];
}

const WRITE_THEIR_OWN = ["NotLearnedError", "UnsupportedError", "AssertionError"];

const errorMessage = except(["tests", "bench", "examples", "_tools"], (context) => ({
  NewExpression(node) {
    if (node.callee.type !== "Identifier" || !/Error$/.test(node.callee.name)) return;
    if (WRITE_THEIR_OWN.includes(node.callee.name)) return;
    const [first, last] = edges(node.arguments[0]);
    const hint = "Cannot <do> <what>: <what is>; <what would do>";
    if (first !== undefined && !first.startsWith("Cannot ")) {
      context.report({ node, message: "An error message begins with “Cannot ”", hint });
    }
    if (last?.endsWith(".")) {
      context.report({ node, message: "An error message does not end with a full stop", hint });
    }
  },
}));

/** What errors say. */
export const messageRules: Record<string, Deno.lint.Rule> = { "error-message": errorMessage };
