import { except, lineBreaks } from "./_where.ts";

const SCRIPTS = ["cli", "examples", "tests", "bench", "_tools"];

const STORES = ["Map", "Set", "WeakMap", "WeakSet"];

function isStore(init: Deno.lint.Expression | null): boolean {
  return init?.type === "NewExpression" && init.callee.type === "Identifier" &&
    STORES.includes(init.callee.name);
}

/** `const table: ReadonlyMap<…> = new Map(…)` is a constant, not state. */
function isReadonly(id: Deno.lint.Node, source: Deno.lint.SourceCode): boolean {
  return id.type === "Identifier" && id.typeAnnotation !== undefined &&
    /^:?\s*Readonly(Map|Set)\b/.test(source.getText(id.typeAnnotation));
}

const noModuleState = except(SCRIPTS, (context) => {
  const hint =
    "Keep state in an object that somebody owns; type a constant table as ReadonlyMap or ReadonlySet";
  return {
    VariableDeclaration(node) {
      if (node.parent.type !== "Program" && node.parent.type !== "ExportNamedDeclaration") return;
      if (node.kind === "let" || node.kind === "var") {
        context.report({ node, message: `Top-level \`${node.kind}\`: a module holds no state`, hint });
      }
      for (const { id, init } of node.declarations) {
        if (!isStore(init) || isReadonly(id, context.sourceCode)) continue;
        context.report({ node: id, message: "Top-level collection: a module holds no state", hint });
      }
    },
  };
});

/** Whether a comment that is no documentation stands on the line of the offset or on the line above it. */
function hasRemark(source: Deno.lint.SourceCode, offset: number): boolean {
  return source.getAllComments().some((comment) => {
    if (comment.value.startsWith("*") || comment.value.includes("deno-lint-ignore")) return false;
    const [from, to] = comment.range;
    return to <= offset
      ? lineBreaks(source.text.slice(to, offset)) <= 1
      : lineBreaks(source.text.slice(offset, from)) === 0;
  });
}

const castReason = except(["tests"], (context) => {
  function check(node: Deno.lint.TSAsExpression | Deno.lint.TSTypeAssertion) {
    const source = context.sourceCode;
    if (/^<const>|\bas const$/.test(source.getText(node))) return;
    const statement = source.getAncestors(node).findLast((above) =>
      /(Statement|Declaration)$/.test(above.type)
    );
    const places = [node.range[0], node.range[1], statement?.range[0] ?? node.range[0]];
    if (places.some((offset) => hasRemark(source, offset))) return;
    const hint = "Say why the compiler cannot know, on this line or the one above";
    context.report({ node, message: "A cast needs its reason beside it", hint });
  }
  return { TSAsExpression: check, TSTypeAssertion: check };
});

function isMember(node: Deno.lint.MemberExpression, object: string, property: string): boolean {
  return node.object.type === "Identifier" && node.object.name === object &&
    node.property.type === "Identifier" && node.property.name === property;
}

const noRandom: Deno.lint.Rule = {
  create(context) {
    const hint = "Take an Rng and fork it";
    return {
      MemberExpression(node) {
        const found = isMember(node, "Math", "random") || isMember(node, "crypto", "getRandomValues");
        if (found) context.report({ node, message: "Chance is an argument", hint });
      },
    };
  },
};

const noClock = except(SCRIPTS, (context) => {
  const data = { message: "A clock is an argument", hint: "timeLimit({ hours: 1, now })" };
  return {
    MemberExpression(node) {
      if (isMember(node, "Date", "now") || isMember(node, "performance", "now")) {
        context.report({ node, ...data });
      }
    },
    NewExpression(node) {
      if (node.callee.type !== "Identifier" || node.callee.name !== "Date") return;
      if (node.arguments.length === 0) context.report({ node, ...data });
    },
  };
});

const noConsole = except([...SCRIPTS, "listeners"], (context) => ({
  MemberExpression(node) {
    if (node.object.type !== "Identifier" || node.object.name !== "console") return;
    context.report({ node, message: "The library does not print", hint: "context.emit({ type: …, … })" });
  },
}));

/** What must come from outside, or be said beside the code. */
export const boundaryRules: Record<string, Deno.lint.Rule> = {
  "no-module-state": noModuleState,
  "cast-reason": castReason,
  "no-random": noRandom,
  "no-clock": noClock,
  "no-console": noConsole,
};
