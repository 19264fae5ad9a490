import { clean, columnsOf } from "./_text.ts";

/** The size of letters, in pixels. */
export const FONT = 12;

/** Letters of a sans-serif font are about 0.56 of its size wide, some fonts are wider. */
export const EM = 0.58;

/** Room at the edges of a picture, in pixels. */
export const MARGIN = 12;

/** Room that a text takes, in pixels. */
export function textWidth(text: string): number {
  return columnsOf(text) * FONT * EM;
}

/** A number as SVG has it, with at most two decimals, so that pictures are the same on every machine. */
export function decimal(x: number): string {
  return String(Math.round(x * 100) / 100 + 0); // + 0: no −0
}

/** A text as XML has it. */
export function escaped(text: string): string {
  return clean(text)
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** What an attribute may be; an absent one is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of XML; `children` are elements, or text that is already escaped. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined || value === ""
      ? []
      : [` ${key}="${typeof value === "number" ? decimal(value) : escaped(value)}"`]
  );
  const head = `<${name}${pairs.join("")}`;
  return children.length === 0 ? `${head}/>` : `${head}>${children.join("")}</${name}>`;
}

/** Elements in a group, a line each. */
export function group(attributes: Attributes, children: readonly string[]): string {
  return children.length === 0 ? "" : element("g", attributes, ["\n", children.join("\n"), "\n"]);
}

/** A line of text at a place. */
export function label(text: string, attributes: Attributes): string {
  return element("text", attributes, [escaped(text)]);
}

/** A line through places, in pixels. */
export function polyline(points: readonly (readonly [number, number])[], attributes: Attributes): string {
  const places = points.map(([x, y]) => `${decimal(x)},${decimal(y)}`).join(" ");
  return element("polyline", { points: places, fill: "none", ...attributes });
}
