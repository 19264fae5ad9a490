/** A terminal of 24 lines, as far as pictures that are drawn over themselves need one. */
export class Terminal {
  readonly terminal = true;
  /** What stands on it after each writing, scrolled away or not. */
  readonly shown: string[] = [];
  readonly #lines = [""];
  #row = 0;

  readonly write = (text: string): void => {
    const [first, ...others] = text.split("\x1b[");
    this.#type(first!);
    for (const other of others) {
      const [all, count, command] = /^\??(\d*)([AJKhl])/.exec(other)!;
      this.#obey(command!, Number(count));
      this.#type(other.slice(all.length));
    }
    this.shown.push(this.#lines.join("\n"));
  };

  #obey(command: string, count: number): void {
    if (command === "A") this.#up(count);
    else if (command === "J") this.#lines.splice(this.#row, Infinity, "");
    else if (command === "K") this.#lines[this.#row] = "";
    // h and l: whether long lines are cut
  }

  // Lines are only gone back in to be erased or written anew.
  #type(text: string): void {
    for (const sign of text) {
      if (sign === "\n") this.#lines[++this.#row] ??= "";
      else if (sign === "\r") this.#lines[this.#row] = "";
      else this.#lines[this.#row] += sign;
    }
  }

  #up(count: number): void {
    const top = Math.max(0, this.#lines.length - 24);
    if (this.#row - count < top) throw new RangeError(`${count} lines up is above the terminal`);
    this.#row -= count;
  }
}
