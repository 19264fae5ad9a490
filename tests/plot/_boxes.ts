import type { Plot } from "../../plot/mod.ts";
import { elementsOf, parseXml, textOf } from "./_xml.ts";

interface Box {
  readonly text: string;
  readonly sides: readonly [left: number, top: number, right: number, bottom: number];
}

/** Pairs of texts of a picture that lie on each other, those that are turned left out; letters are 0.5 of their size wide. */
export function collisions({ svg }: Plot): readonly string[] {
  const boxes = elementsOf(parseXml(svg), "text").filter(({ attributes }) => !attributes.has("transform"))
    .map((each): Box => {
      const [x, y, size] = ["x", "y", "font-size"].map((name) => Number(each.attributes.get(name) ?? 12));
      const text = textOf(each);
      const width = 0.5 * size! * [...text].length;
      const anchor = each.attributes.get("text-anchor");
      const left = x! - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      return { text, sides: [left, y! - 0.7 * size!, left + width, y!] };
    });
  return boxes.flatMap((one, i) =>
    boxes.slice(i + 1).filter((other) => touch(one, other)).map((other) => `${one.text} on ${other.text}`)
  );
}

function touch({ sides: a }: Box, { sides: b }: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
