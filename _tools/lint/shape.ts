import { except, lineBreaks, pathOf } from "./_where.ts";

const FILE_LINES = 300; // not counting lines that hold only a comment or nothing
const FUNCTION_LINES = 40; // between the braces
const DEPTH = 3;
const FUNCTIONS = 8; // exported from one file; constants are not counted, so that a catalogue may be one file

type Body = Deno.lint.BlockStatement | Deno.lint.Expression | null;

function codeLines(context: Deno.lint.RuleContext): number {
  let text = context.sourceCode.text;
  for (const { range: [from, to] } of context.sourceCode.getAllComments().toReversed()) {
    text = text.slice(0, from) + text.slice(to);
  }
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

const fileLines = except(["tests", "data/datasets"], (context) => ({
  Program(node) {
    const lines = codeLines(context);
    if (lines <= FILE_LINES) return;
    context.report({
      node,
      message: `${lines} lines of code in one file: at most ${FILE_LINES}`,
      hint: "Split the file",
    });
  },
}));

const functionLines = except(["tests"], (context) => {
  function check(node: { body: Body }) {
    if (node.body?.type !== "BlockStatement") return;
    const lines = lineBreaks(context.sourceCode.getText(node.body)) - 1;
    if (lines <= FUNCTION_LINES) return;
    const message = `${lines} lines in one function: at most ${FUNCTION_LINES}`;
    context.report({ node: node.body, message, hint: "Name a part of it and move it below" });
  }
  return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
});

/** Loops over the axes of one index space, `for (…) for (…)` with nothing between, count as one level. */
function isOnlyChildLoop(node: Deno.lint.Node, parents: readonly Deno.lint.Node[]): boolean {
  if (node.type !== "ForStatement") return false;
  const above = parents.at(-1);
  if (above?.type === "ForStatement") return true;
  return above?.type === "BlockStatement" && above.body.length === 1 &&
    parents.at(-2)?.type === "ForStatement";
}

const LEVELS = ["IfStatement", "ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement"]
  .concat(["DoWhileStatement", "SwitchStatement", "TryStatement"]);
const FUNCTION_TYPES = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

function isLevel(node: Deno.lint.Node, parents: readonly Deno.lint.Node[]): boolean {
  const above = parents.at(-1);
  const isElseIf = node.type === "IfStatement" && above?.type === "IfStatement" && above.alternate === node;
  return LEVELS.includes(node.type) && !isElseIf && !isOnlyChildLoop(node, parents);
}

const nesting: Deno.lint.Rule = {
  create(context) {
    function check(node: Deno.lint.Node) {
      const ancestors = context.sourceCode.getAncestors(node);
      const inside = ancestors.slice(
        ancestors.findLastIndex((above) => FUNCTION_TYPES.includes(above.type)) + 1,
      );
      if (!isLevel(node, ancestors)) return;
      const depth = 1 + inside.filter((above, i) => isLevel(above, inside.slice(0, i))).length;
      if (depth === DEPTH + 1) {
        context.report({
          node,
          message: `Nested ${depth} deep: at most ${DEPTH}`,
          hint: "Return early, or name the inner part",
        });
      }
    }
    return Object.fromEntries(LEVELS.map((type) => [type, check]));
  },
};

function exported(program: Deno.lint.Program, type: string): readonly Deno.lint.Node[] {
  return program.body.flatMap((node) =>
    node.type === "ExportNamedDeclaration" && node.declaration?.type === type ? [node] : []
  );
}

const onePublicThing = except(["tests"], (context) => ({
  Program(program) {
    if (pathOf(context).endsWith("mod.ts")) return;
    const classes = exported(program, "ClassDeclaration");
    const errors = pathOf(context).endsWith("errors.ts");
    if (classes.length > 1 && !errors) {
      context.report({
        node: classes[1],
        message: `${classes.length} classes exported from one file: at most one`,
      });
    }
    const functions = exported(program, "FunctionDeclaration");
    if (functions.length > FUNCTIONS) {
      const message = `${functions.length} functions exported from one file: at most ${FUNCTIONS}`;
      context.report({
        node: functions[FUNCTIONS],
        message,
        hint: "One public thing per file, named for it",
      });
    }
  },
}));

/** How long, how deep and how wide a file may be. */
export const shapeRules: Record<string, Deno.lint.Rule> = {
  "file-lines": fileLines,
  "function-lines": functionLines,
  "nesting": nesting,
  "one-public-thing": onePublicThing,
};
