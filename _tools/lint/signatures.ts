import { except, pathOf } from "./_where.ts";

const POSITIONAL = 2;

type Parameter = Deno.lint.Parameter;

/** What the parameter binds, whether or not it has a default. */
function bindingOf(parameter: Parameter) {
  const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
  return inner.type === "AssignmentPattern" ? inner.left : inner;
}

function defaultOf(parameter: Parameter): Deno.lint.Node | undefined {
  return parameter.type === "AssignmentPattern" ? parameter.right : undefined;
}

function typeOf(parameter: Parameter): Deno.lint.TypeNode | undefined {
  const binding = bindingOf(parameter);
  return "typeAnnotation" in binding && binding.typeAnnotation?.type === "TSTypeAnnotation"
    ? binding.typeAnnotation.typeAnnotation
    : undefined;
}

/** A bag of options by its form or its name, or a callback, which reads well in last place. */
function mayComeLast(parameter: Parameter, source: Deno.lint.SourceCode): boolean {
  const binding = bindingOf(parameter);
  if (binding.type === "ObjectPattern") return true;
  const type = typeOf(parameter);
  return (binding.type === "Identifier" && binding.name === "options") ||
    (type !== undefined && (type.type === "TSTypeLiteral" || /Options\b|=>/.test(source.getText(type))));
}

// A backend is reached through its one factory: what it exports besides is shared between its own files.
const twoPositional = except(["tests", "backends"], (context) => ({
  FunctionDeclaration(node) {
    const isPrivate = /(^|\/)_[^/]*$/.test(pathOf(context));
    if (isPrivate || node.parent.type !== "ExportNamedDeclaration") return;
    const params = node.params.filter((parameter) => parameter.type !== "RestElement");
    const last = params.at(-1);
    const positional = last && mayComeLast(last, context.sourceCode) ? params.length - 1 : params.length;
    if (positional <= POSITIONAL) return;
    const message = `${positional} positional parameters: at most ${POSITIONAL}, then one options object`;
    context.report({ range: params[POSITIONAL]!.range, message });
  },
}));

function isBoolean(parameter: Parameter): boolean {
  const value = defaultOf(parameter);
  return typeOf(parameter)?.type === "TSBooleanKeyword" ||
    (value?.type === "Literal" && typeof value.value === "boolean");
}

const noBooleanPositional: Deno.lint.Rule = {
  create(context) {
    function check(node: { params: Parameter[] }) {
      for (const parameter of node.params.filter(isBoolean)) {
        const hint = "Put it into the options: holdout({ shuffled: true })";
        context.report({ range: parameter.range, message: "A boolean is never positional", hint });
      }
    }
    return {
      FunctionDeclaration: check,
      TSDeclareFunction: check,
      TSMethodSignature: check,
      "MethodDefinition[kind!='set'] > FunctionExpression": check,
    };
  },
};

const noExportedArrow: Deno.lint.Rule = {
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        if (node.declaration?.type !== "VariableDeclaration") return;
        for (const { id, init } of node.declaration.declarations) {
          if (init?.type !== "ArrowFunctionExpression" && init?.type !== "FunctionExpression") continue;
          context.report({ node: id, message: "An exported function is declared with `function`" });
        }
      },
    };
  },
};

const noExtends: Deno.lint.Rule = {
  create(context) {
    function check(node: Deno.lint.ClassDeclaration | Deno.lint.ClassExpression) {
      if (node.superClass === null || /Error$/.test(context.sourceCode.getText(node.superClass))) return;
      const hint = "To vary, wrap: hold the other value and delegate";
      context.report({ node: node.superClass, message: "No class extends another, except errors", hint });
    }
    return { ClassDeclaration: check, ClassExpression: check };
  },
};

/** What a function or class may look like from outside. */
export const signatureRules: Record<string, Deno.lint.Rule> = {
  "two-positional": twoPositional,
  "no-boolean-positional": noBooleanPositional,
  "no-exported-arrow": noExportedArrow,
  "no-extends": noExtends,
};
