import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { ClassCodes } from "../models/mod.ts";
import { CLASSICAL, type Graph } from "./_graph.ts";
import type { SavedNetwork, Scales } from "./_saved_network.ts";

/** Adds what goes into a network, as whoever has data gives it. Gives the name of the numbers that the network sees. */
export function addInputs(saved: SavedNetwork, graph: Graph): string {
  const { names, embeddings = {}, plan } = saved;
  if (!names) return graph.input({ name: "x", element: "float", shape: plan.input });
  const classes = new Map(Object.entries(embeddings));
  if (classes.size === 0) {
    return addPrepared(graph.input({ name: "x", element: "float", shape: [names.length] }), saved, graph);
  }
  const inputs = names.map((name) =>
    graph.input({ name, element: classes.has(name) ? "text" : "float", shape: [1] })
  );
  const columns = names.map((name, i) => {
    const codes = classes.get(name);
    return codes ? addCodes(inputs[i]!, { name, codes }, graph) : inputs[i]!;
  });
  return addPrepared(graph.beside(columns), saved, graph);
}

function addPrepared(x: string, saved: SavedNetwork, graph: Graph): string {
  const { names = [], scales } = saved;
  const scaled = scales.reduce((z, by) => addScaled(z, { names, by }, graph), x);
  return addFilled(scaled, saved, graph);
}

// (x − mean) / deviation, in 64 bits as it was learned: of numbers far from 0 little is left by the difference.
function addScaled(
  x: string,
  { names, by }: { readonly names: readonly string[]; readonly by: Scales },
  graph: Graph,
): string {
  const columns = new Map(by);
  const row = (of: (name: string) => number) => ({
    shape: [names.length],
    data: Float64Array.from(names, of),
  });
  const mean = graph.doubles("mean", row((name) => columns.get(name)?.mean ?? 0));
  const deviation = graph.doubles("deviation", row((name) => columns.get(name)?.deviation ?? 1));
  const wide = graph.cast(x, "double");
  const scaled = graph.apply("Div", [graph.apply("Sub", [wide, mean]), deviation]);
  return graph.cast(scaled, "float");
}

// Codes of levels; what is none of them gets the code of what is unknown, or NaN where there is no such code.
function addCodes(
  input: string,
  { name, codes: { levels, unseen, unknown } }: { readonly name: string; readonly codes: ClassCodes },
  graph: Graph,
): string {
  const words = levels.map(String);
  if (new Set(words).size < words.length) {
    throw new DataError(
      `Cannot export column "${name}" to ONNX: two of its levels, ${
        brief(levels)
      }, are the same in writing; rename one`,
      { column: name, found: brief(levels), wanted: "levels that differ in writing" },
    );
  }
  const seen = levels.map((level, code) => ({ level, code }))
    .filter(({ level }) => !unknown || !unseen.includes(level));
  const attributes = {
    keys_strings: { texts: seen.map(({ level }) => String(level)) },
    values_floats: { floats: seen.map(({ code }) => code) },
    default_float: { float: unknown ? levels.length : NaN },
  };
  return graph.apply("LabelEncoder", [input], { attributes, set: CLASSICAL });
}

// Means in the holes, which are NaN, and behind all columns the marks of holes.
function addFilled(x: string, { names = [], means = {}, marked = [] }: SavedNetwork, graph: Graph): string {
  const known = new Map(Object.entries(means));
  if (known.size === 0) return x;
  const data = Float64Array.from(names, (name) => known.get(name) ?? 0);
  const holes = graph.apply("IsNaN", [x]);
  const filled = graph.apply("Where", [holes, graph.array("means", { shape: [names.length], data }), x]);
  if (marked.length === 0) return filled;
  const places = graph.wholes(marked.map((name) => names.indexOf(name)));
  const marks = graph.apply("Gather", [holes, places], { attributes: { axis: { int: 1 } } });
  const ones = graph.cast(marks, "float");
  return graph.beside([filled, ones]);
}
