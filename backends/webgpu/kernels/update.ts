import type { Expr } from "../../../core/layer.ts";
import { scalarNames } from "../../../nn/mod.ts";
import type { Layout, Link, Pass, Tensor } from "../../lowering/mod.ts";
import { ExpressionWriter } from "../expression.ts";
import { IDLE } from "../model_state.ts";
import type { Tape } from "../tape.ts";
import type { EachBody } from "./body.ts";
import type { Writing } from "./writing.ts";

/** A pass of the optimiser over the flat vector of weights. */
export interface Update {
  readonly pass: Pass;
  readonly layout: Layout;
  readonly tape: Tape;
  /** Norms, where the pass asks for them. */
  readonly norms: Tensor | undefined;
}

/** One invocation a weight; the last pass moves it, those before leave a gradient to the next. */
export function update({ pass, layout, tape, norms }: Update, write: Writing): EachBody {
  const writer = new ExpressionWriter("v");
  const [x, g] = ["vectors[o.vectors + i]", `vectors[${write.vector("gradients")} + i]`];
  const count = write.count(layout.trained);
  const variables = new Map([["x", writer.keep(x)], ["g", writer.keep(g)]]);
  if (norms) variables.set("norm", writer.keep(normText(norms, { pass, layout }, write)));
  const stores: string[] = [];
  for (const link of pass.links) {
    const memories = layout.memories.filter((memory) => memory.link === link.index);
    const places = memories.map(({ name, vector }) => ({ name, at: `vectors[${write.vector(vector)} + i]` }));
    for (const name of scalarNames(link.rule)) {
      variables.set(name, `bitcast<f32>(tape[now + ${tape.scalar(link.index, name)}u])`);
    }
    for (const { name, at } of places) variables.set(name, writer.keep(at));
    for (const [name, value] of named(link, variables, tape)) {
      variables.set(name, writer.value(value, { variables }));
    }
    for (const { name, at } of places) stores.push(`${at} = ${variables.get(name)};`);
  }
  stores.push(
    pass.moves ? `${x} = ${variables.get("x")} - ${variables.get("g")};` : `${g} = ${variables.get("g")};`,
  );
  return {
    name: "update",
    form: "each",
    count,
    fixed: layout.trained,
    text: `  let now = now_of(o);
  if (now == ${IDLE}u) { return; }
  if (tape[now] <= ${pass.behind}u) { return; }
${[...writer.lines, ...stores].map((line) => `  ${line}`).join("\n")}`,
    ...(pass.moves ? { once: "advance(o);" } : {}),
  };
}

// A link's assignments with its numbers as names, which are put among the variables.
function* named(
  { rule, index }: Link,
  variables: Map<string, string>,
  tape: Tape,
): Generator<readonly [string, Expr]> {
  let n = 0;
  const replace = (expr: Expr): Expr => {
    if (typeof expr === "string") return expr;
    if (typeof expr === "number") {
      const name = `#${n}`;
      variables.set(name, `bitcast<f32>(tape[now + ${tape.constant(index, n++)}u])`);
      return name;
    }
    const [op, ...args] = expr;
    if (op !== "pow") return [op, ...args.map(replace)];
    const base = replace(args[0]!);
    if (typeof args[1] !== "number") return [op, base, replace(args[1]!)];
    n++;
    return [op, base, args[1]];
  };
  for (const [name, value] of rule.update) yield [name, replace(value)];
}

function normText(norms: Tensor, { pass, layout }: Pick<Update, "pass" | "layout">, write: Writing): string {
  const at = write.tensor(norms);
  if (pass.norm?.over === "all") return `work[${at}]`;
  // the arrays stand in the order of their offsets
  const slots = layout.slots.filter(({ parameter }) => parameter.trained);
  const index = slots.slice(1).map(({ offset }) => `select(0u, 1u, i >= ${write.count(offset)})`);
  return `work[${at} + ${["0u", ...index].join(" + ")}]`;
}
