// deno-lint-ignore-file attune/no-clock -- time decides when others have their turn, never what is computed
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import { SLICE } from "./job.ts";

/** Gives the event loop its turn in work that has no end of its own. */
export class Visits {
  #last = 0;

  /** Waits for one turn, if the last one is a slice ago. */
  async ifDue(): Promise<void> {
    if (performance.now() - this.#last < SLICE) return;
    await visitEventLoop();
    this.#last = performance.now();
  }
}
