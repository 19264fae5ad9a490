import { visitEventLoop } from "../../core/visit_event_loop.ts";
import { SLICE } from "./job.ts";

/** Gives the event loop its turn in work that has no end of its own. */
export class Visits {
  #spent = 0;

  /**
   * Waits for one turn after each slice of work, of which so many milliseconds were just done. Time that others take
   * does not count: who shares the thread with one that trains would else wait for it after every bit of work.
   */
  async after(milliseconds: number): Promise<void> {
    this.#spent += milliseconds;
    if (this.#spent < SLICE) return;
    this.#spent = 0;
    await visitEventLoop();
  }
}
