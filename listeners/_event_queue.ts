import type { Event } from "../core/context.ts";
import { brief } from "../core/show.ts";

/** Events that wait to be read, the oldest first. Of more than `limit`, the oldest are lost. */
export class EventQueue {
  readonly #limit: number;
  #waiting: Event[] = [];
  #lost = 0;
  #closed = false;
  #wake = () => {};

  constructor(limit: number) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new RangeError(`Cannot keep ${brief(limit)} events waiting: give a whole number, at least 1`);
    }
    this.#limit = limit;
  }

  /** Adds the newest event. */
  add(event: Event): void {
    if (this.#waiting.length === this.#limit) {
      this.#waiting.shift();
      this.#lost++;
    }
    this.#waiting.push(event);
    this.#wake();
  }

  /** Says that no more events come. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** All events as they come, until the last after `close`. */
  async *read(): AsyncGenerator<Event, void, void> {
    while (true) {
      const event = this.#next();
      if (event) yield event;
      else if (this.#closed) return;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  // What was lost is told where it would have been read.
  #next(): Event | undefined {
    const lost = this.#lost;
    if (lost === 0) return this.#waiting.shift();
    this.#lost = 0;
    const events = `${lost} event${lost === 1 ? " was" : "s were"}`;
    return { type: "note", message: `${events} lost, as they came faster than they were read` };
  }
}
