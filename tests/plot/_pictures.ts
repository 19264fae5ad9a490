import type { Plot } from "../../plot/mod.ts";
import { elementsOf, parseXml, textOf } from "./_xml.ts";

/** All texts of a picture. */
export function texts({ svg }: Plot): readonly string[] {
  return elementsOf(parseXml(svg), "text").map(textOf);
}

/** How many elements of a name there are in a picture. */
export function marks(plot: Plot, name: string): number {
  return elementsOf(parseXml(plot.svg), name).length;
}
