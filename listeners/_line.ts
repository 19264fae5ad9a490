import type { Screen } from "./screen.ts";

/** The last line on a screen: on a terminal it is written over, elsewhere never written. */
export interface Line {
  /** Writes a line that stays. */
  say(text: string): void;
  /** Shows a line until the next. */
  show(text: string): void;
  /** Erases what was shown. */
  clear(): void;
}

/** Moves to the start of the line and erases it. */
const ERASE = "\r\x1b[K";

/** What is longer than the line is cut, as what has run into another could not be erased. */
const [CUT, WRAP] = ["\x1b[?7l", "\x1b[?7h"];

/** The line on a screen. */
export function lineOn(screen: Screen): Line {
  let shown = "";
  return {
    say(text) {
      shown = "";
      screen.write(`${screen.terminal ? ERASE : ""}${text}\n`);
    },
    show(text) {
      if (!screen.terminal || text === shown) return;
      shown = text;
      screen.write(ERASE + CUT + text + WRAP);
    },
    clear() {
      shown = "";
      if (screen.terminal) screen.write(ERASE);
    },
  };
}
