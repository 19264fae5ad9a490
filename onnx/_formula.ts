import type { Expr, Op } from "../core/layer.ts";
import { relu, sigmoid, softplus, softsign, variables } from "../nn/mod.ts";
import type { Graph } from "./_graph.ts";

/** Formulas of `x` that ONNX has an operator for: runtimes join these to the layer before. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  [JSON.stringify(relu.scalar.expr), "Relu"],
  [JSON.stringify(sigmoid.scalar.expr), "Sigmoid"],
  [JSON.stringify(softplus.scalar.expr), "Softplus"],
  [JSON.stringify(softsign.scalar.expr), "Softsign"],
]);

/** Operations that are operators under another name. */
const NAMES: Readonly<Record<Exclude<Op, "gt" | "select">, string>> = Object.freeze({
  neg: "Neg",
  abs: "Abs",
  sign: "Sign",
  exp: "Exp",
  log: "Log",
  sqrt: "Sqrt",
  tanh: "Tanh",
  floor: "Floor",
  cos: "Cos",
  add: "Add",
  sub: "Sub",
  mul: "Mul",
  div: "Div",
  pow: "Pow",
  max: "Max",
  min: "Min",
});

/** Adds a formula of each number of `x`, which is a name. Gives the name of the result, which has the shape of `x`. */
export function addFormula(expr: Expr, x: string, graph: Graph): string {
  const value = valueOf(expr, { graph, x, known: new Map() });
  return variables(expr).size > 0 ? value : graph.apply("Expand", [value, graph.apply("Shape", [x])]);
}

interface Formula {
  readonly graph: Graph;
  readonly x: string;
  /** What stands there already: names by formula. */
  readonly known: Map<string, string>;
}

function valueOf(expr: Expr, formula: Formula): string {
  if (typeof expr === "number") return formula.graph.scalar(expr);
  if (typeof expr === "string") return formula.x;
  const key = JSON.stringify(expr);
  const name = formula.known.get(key) ?? applied(expr, OPERATORS.get(key), formula);
  formula.known.set(key, name);
  return name;
}

function applied(
  [op, ...args]: Exclude<Expr, number | string>,
  whole: string | undefined,
  formula: Formula,
): string {
  const { graph, x } = formula;
  if (whole) return graph.apply(whole, [x]);
  if (op === "select") return selected(args, formula);
  const values = args.map((arg) => valueOf(arg, formula));
  if (op !== "gt") return graph.apply(NAMES[op], values);
  return graph.cast(graph.apply("Greater", values), "float");
}

// What is not 0 is true; a comparison is so already, before it is made 1 or 0.
function selected([condition = 0, a = 0, b = 0]: readonly Expr[], formula: Formula): string {
  const { graph } = formula;
  const values = [a, b].map((arg) => valueOf(arg, formula));
  if (typeof condition === "object" && condition[0] === "gt") {
    const [, ...compared] = condition;
    const larger = graph.apply("Greater", compared.map((arg) => valueOf(arg, formula)));
    return graph.apply("Where", [larger, ...values]);
  }
  const zero = graph.apply("Equal", [valueOf(condition, formula), graph.scalar(0)]);
  return graph.apply("Where", [graph.apply("Not", [zero]), ...values]);
}
