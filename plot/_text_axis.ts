import { canvasOf } from "./_canvas.ts";
import { along, type Axis, strideOf } from "./_chart.ts";
import { centred, clean, clip, columnsOf } from "./_text.ts";

const NAME = 20; // of the name of a band
const FEWEST = 3; // of the name of a band across; with less, some bands have none
const SHORT = 10; // of the name of such a band

/** What stands at the ticks of an axis. */
export function namesOf(axis: Axis): readonly string[] {
  return axis.ticks.map(({ text }) => axis.bands ? clip(clean(text), NAME) : text);
}

/** The horizontal axis of a panel: its line, what stands at its ticks, and its label. */
export function horizontal(
  x: Axis,
  { columns, room }: { readonly columns: number; readonly room: number },
): readonly string[] {
  const rule = new Array<string>(columns).fill("─");
  const canvas = canvasOf(columns, 1);
  const { texts, every, key } = textsOf(x, columns);
  for (const [i, { at }] of x.ticks.entries()) {
    const place = Math.min(columns - 1, Math.floor(along(x, at) * columns));
    if (!x.bands) rule[place] = "┬";
    if (i % every !== 0) continue;
    const text = texts[i]!;
    const start = place - (columnsOf(text) >> 1);
    canvas.write(Math.min(columns - columnsOf(text), Math.max(0, start)), 0, text);
  }
  return [
    `└${rule.join("")}`,
    ` ${canvas.lines()[0]}`,
    ` ${centred(clean(x.label), columns)}`,
    ...inRows(key, room).map((line) => ` ${line}`),
  ];
}

interface Texts {
  readonly texts: readonly string[];
  /** Of so many ticks one gets its text. */
  readonly every: number;
  /** What numbers stand for, where there was no room for names that differ. */
  readonly key: readonly string[];
}

function textsOf(x: Axis, columns: number): Texts {
  const names = namesOf(x);
  const each = Math.floor(columns / x.ticks.length) - 1;
  if (!x.bands || each < FEWEST) {
    const texts = x.bands ? names.map((name) => clip(name, SHORT)) : names;
    return { texts, every: strideOf(x, (Math.max(...texts.map(columnsOf)) + 1) / columns), key: [] };
  }
  const short = names.map((name) => clip(name, each));
  if (new Set(short).size === new Set(names).size) return { texts: short, every: 1, key: [] };
  const numbers = names.map((_, i) => `#${i + 1}`);
  return { texts: numbers, every: 1, key: names.map((name, i) => `${numbers[i]}: ${name}`) };
}

// Side by side, as many as there is room for.
function inRows(entries: readonly string[], room: number): readonly string[] {
  const each = Math.max(0, ...entries.map(columnsOf)) + 2;
  const count = Math.max(1, Math.floor(room / each));
  return Array.from(
    { length: Math.ceil(entries.length / count) },
    (_, row) =>
      entries.slice(row * count, (row + 1) * count).map((entry) =>
        entry + " ".repeat(each - columnsOf(entry))
      ).join(""),
  );
}
