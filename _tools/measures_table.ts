/**
 * `deno task build:docs`: writes docs/measures.md, the predefined measures in tables, from their traits. With
 * `--check` it writes nothing and fails where the committed page is not what the measures say.
 */

import { CATALOGUE } from "../measures/_catalogue.ts";
import * as exported from "../measures/mod.ts";

const PAGE = "docs/measures.md";
const SOURCE = "measures/mod.ts";

type AnyMeasure = ReturnType<typeof exported.measures>[number];
type Group = keyof typeof CATALOGUE;

const TITLES: Readonly<Record<Group, string>> = {
  numbers: "Numbers",
  labels: "Labels",
  distributions: "Distributions over levels",
  margins: "Margins of two levels",
  curves: "Curves",
};

/** What can be chosen of a measure: `logLoss` has these names in the options of `logLossWith`. */
const OPTIONS: Readonly<Record<string, string>> = {
  auc: "average, positive",
  averagePrecision: "rule, positive",
  balancedAccuracy: "adjusted",
  continuousBoyceIndex: "positive",
  expectedCalibrationError: "bins, strategy",
  fScore: "beta, average, positive",
  falseDiscoveryRate: "average, positive",
  falseNegative: "average, positive",
  falseNegativeRate: "average, positive",
  falsePositive: "average, positive",
  falsePositiveRate: "average, positive",
  huber: "delta",
  kappa: "weighting",
  logLoss: "tolerance",
  logScore: "tolerance",
  lpLoss: "p",
  lpSumLoss: "p",
  mape: "tolerance",
  marginLoss: "kind, gamma, q",
  negativePredictiveValue: "average, positive",
  precision: "average, positive",
  precisionAtFixedRecall: "recall, positive",
  precisionRecallCurve: "positive",
  quantileLoss: "quantile",
  recall: "average, positive",
  reliabilityCurve: "bins, strategy, positive, mostProbable",
  rmslp: "offset",
  rmsp: "tolerance",
  rocCurve: "positive",
  specificity: "average, positive",
  topKAccuracy: "k",
  trueNegative: "average, positive",
  truePositive: "average, positive",
};

/** Measures that come from a function of another name. */
const MAKERS: Readonly<Record<string, string>> = {
  mae: "lpLoss",
  mse: "lpLoss",
  l1Sum: "lpSumLoss",
  l2Sum: "lpSumLoss",
  rmslp1: "rmslp",
  f1: "fScore",
  macroF1: "fScore",
  microF1: "fScore",
  macroPrecision: "precision",
  macroRecall: "recall",
};

const HEAD = [
  "measure",
  "other names",
  "formula",
  "goal",
  "judges",
  "target",
  "weights of",
  "per row",
  "options",
];

/** The page, from the conventions that the doc comment of measures/mod.ts states, and the catalogue. */
export function page(source: string): string {
  const groups = Object.entries(CATALOGUE).map(([group, measures]) =>
    `## ${TITLES[group as Group]}\n\n${section(measures.map(row))}` // entries of a record have its keys
  );
  const note = "Made by `deno task build:docs` from the measures themselves; not for editing.";
  return `${["# Measures", note, conventions(source), ...groups].join("\n\n")}\n`;
}

/** Exported functions that take options and have no line in the table of options, and lines without a function. */
export function unlisted(names: readonly string[]): readonly string[] {
  const listed = Object.keys(OPTIONS).map((name) => `${name}With`);
  const taking = names.filter((name) => name.endsWith("With"));
  return [
    ...taking.filter((name) => !listed.includes(name)),
    ...listed.filter((name) => !taking.includes(name)),
  ];
}

/** What the first doc comment of a file says, without its stars, down to `@module`. */
function conventions(source: string): string {
  const comment = source.slice(source.indexOf("/**") + 3, source.indexOf("@module"));
  return comment.split("\n").map((line) => line.replace(/^ \* ?/, "")).join("\n").trim();
}

/** What holds for all in a sentence, the rest in a table. */
function section(rows: readonly (readonly string[])[]): string {
  const varies = HEAD.map((_, j) => new Set(rows.map((cells) => cells[j])).size > 1);
  const shared = HEAD.flatMap((name, j) => varies[j] || rows[0]![j] === "" ? [] : [`${name} ${rows[0]![j]}`]);
  const own = [HEAD, ...rows].map((cells) => cells.filter((_, j) => varies[j]));
  return [...shared.length > 0 ? [`For all: ${shared.join("; ")}.`] : [], table(own)].join("\n\n");
}

function row(measure: AnyMeasure): readonly string[] {
  const { id, aliases, formula, goal, target } = measure;
  const name = id.split("(")[0]!;
  const maker = MAKERS[name] ?? name;
  const options = OPTIONS[maker];
  const weights = [...measure.weighted ? ["rows"] : [], ...measure.classWeighted ? ["classes"] : []];
  return [
    code(id),
    aliases.map(code).join(", "),
    formula.replaceAll("|", "\\|"),
    goal,
    `${measure.of}s`,
    target.join(", "),
    weights.join(", ") || "none",
    measure.each === undefined ? "no" : "yes",
    options === undefined ? "" : `${code(`${maker}With`)}: ${options}`,
  ];
}

const code = (text: string) => `\`${text}\``;

/** A table in the form that `deno fmt` leaves alone: cells padded to the widest of their column. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, j) => Math.max(3, ...rows.map((cells) => cells[j]!.length)));
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, j) => cell.padEnd(widths[j]!, fill)).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head!, " "), line(widths.map(() => ""), "-"), ...body.map((cells) => line(cells, " "))].join(
    "\n",
  );
}

async function main(args: readonly string[]): Promise<number> {
  const odd = unlisted(Object.keys(exported));
  if (odd.length > 0) {
    console.error(`The table of options in _tools/measures_table.ts does not fit ${odd.join(", ")}`);
    return 1;
  }
  const text = page(await Deno.readTextFile(SOURCE));
  if (!args.includes("--check")) {
    await Deno.writeTextFile(PAGE, text);
    return 0;
  }
  if (text === await Deno.readTextFile(PAGE)) return 0;
  console.error(`${PAGE} is not what the measures say; \`deno task build:docs\` would write it`);
  return 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
