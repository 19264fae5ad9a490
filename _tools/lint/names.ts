import { pathOf } from "./_where.ts";

// Words that meet in this field, American first. Only names that are declared here are checked: a foreign API keeps its own.
const BRITISH: readonly (readonly [RegExp, string])[] = [
  [
    /(optim|initial|normal|standard|regular|final|serial|vector|quant|general|minim|maxim|summar|categor|discret|random|synchron|organ|recogn|token)iz/i,
    "$1is",
  ],
  [/color(?!Image)/, "colour"], // ColorImage is a scitype, and scitypes keep their published names
  [/Color(?!Image)/, "Colour"],
  [/behavior/i, "behaviour"],
  [/neighbor/i, "neighbour"],
  [/center(?!ed\b)/i, "centre"],
  [/labeled/i, "labelled"],
];

const GREEK = /[\u0370-\u03ff]/;

function respell(name: string): string {
  return BRITISH.reduce((text, [american, british]) => text.replace(american, british), name);
}

const spelling: Deno.lint.Rule = {
  create(context) {
    function check(node: Deno.lint.Node | Deno.lint.Parameter | null) {
      if (node?.type !== "Identifier") return;
      const name = respell(node.name);
      if (name !== node.name) context.report({ node, message: `British spelling: \`${name}\`` });
      if (GREEK.test(node.name)) {
        context.report({ node, message: "Greek stands in formulas, never in names" });
      }
    }
    const checkId = (node: { id: Deno.lint.Node | null }) => check(node.id);
    const checkKey = (node: { key: Deno.lint.Node }) => check(node.key);
    return {
      VariableDeclarator: checkId,
      FunctionDeclaration(node) {
        checkId(node);
        node.params.forEach((parameter) => check(parameter));
      },
      ArrowFunctionExpression: (node) => node.params.forEach((parameter) => check(parameter)),
      FunctionExpression: (node) => node.params.forEach((parameter) => check(parameter)),
      ClassDeclaration: checkId,
      TSInterfaceDeclaration: checkId,
      TSTypeAliasDeclaration: checkId,
      MethodDefinition: checkKey,
      PropertyDefinition: checkKey,
      TSPropertySignature: checkKey,
      TSMethodSignature: checkKey,
    };
  },
};

const fileName: Deno.lint.Rule = {
  create(context) {
    return {
      Program(node) {
        const name = pathOf(context).split("/").at(-1)!;
        if (/^_?[a-z0-9]+(_[a-z0-9]+)*(\.d)?\.[a-z]+$/.test(name)) return;
        context.report({ node, message: `File name \`${name}\`: snake_case is wanted` });
      },
    };
  },
};

/** How things are called. */
export const nameRules: Record<string, Deno.lint.Rule> = { "spelling": spelling, "file-name": fileName };
