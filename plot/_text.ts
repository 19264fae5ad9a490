// Unicode TR11: signs as wide as two Latin letters, the common blocks of them.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const EMOJI = /\p{Emoji_Presentation}/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** A text in one line, without signs that XML forbids or terminals obey. */
export function clean(text: string): string {
  return text.replace(/\s+/gu, " ").trim().replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
}

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += NO_WIDTH.test(sign) ? 0 : WIDE.test(sign) || EMOJI.test(sign) ? 2 : 1;
  return columns;
}

/** A text with an ellipsis in its middle, so that it takes at most so many columns: names often differ at their ends. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (columns < 1) return "";
  const signs = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  const half = Math.floor((columns - 1) / 2);
  const head = fitting(signs, columns - 1 - half).join("");
  const tail = fitting(signs.toReversed(), half).toReversed().join("");
  return `${head.trimEnd()}…${tail.trimStart()}`;
}

function fitting(signs: readonly string[], columns: number): readonly string[] {
  let left = columns;
  const end = signs.findIndex((sign) => (left -= columnsOf(sign)) < 0);
  return end < 0 ? signs : signs.slice(0, end);
}

/** A text in lines of at most so many columns, broken between words; longer words are cut. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && columnsOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(clip(word, columns));
  }
  return lines;
}

/** A text in the middle of so many columns. */
export function centred(text: string, columns: number): string {
  const room = Math.max(0, columns - columnsOf(text));
  return " ".repeat(room >> 1) + text + " ".repeat(room - (room >> 1));
}
