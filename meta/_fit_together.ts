import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { visitEventLoop } from "../core/visit_event_loop.ts";
import { withoutDecisions } from "./_without_decisions.ts";
import { partContext } from "./_part_context.ts";
import { atOnce, sideBySide } from "./_side_by_side.ts";
import { type Stoppable, stoppable } from "./_stoppable.ts";
import { namesRow, said } from "./evaluation_error.ts";

/** One of several fits that a wrapper makes. */
export interface Part<T> {
  /** What it is called: `"member 3 of 10"`. */
  readonly name: string;
  /** Its chance. */
  readonly rng: Rng;
  /** Does it. */
  run(context: Context): Promise<T>;
}

/** The fits of one wrapper. */
export interface Together {
  /** The context of a part: epochs under its name, a note once, and nothing of what it decides. */
  inside(part: Pick<Part<unknown>, "name" | "rng">): Context;
  /**
   * Runs parts side by side, as many at once as the backend can, the first one at once, and gives what came of them, in
   * order. Where one fails, frees what the others gave, and throws an error that names it.
   */
  fit<T>(parts: readonly Part<T>[], dispose: (given: T) => void): Promise<T[]>;
}

/** What a wrapper of this kind needs to make several fits. */
export function together(kind: string, given: Context): Together {
  const stops = stoppable(given);
  const told = new Set<string>();
  const quiet = withoutDecisions(stops.context);
  const inside: Together["inside"] = ({ name, rng }) =>
    partContext(quiet, { name: `${kind}, ${name}`, rng, told });
  const attempt = async <T>(part: Part<T>): Promise<T> => {
    try {
      return await part.run(inside(part));
    } catch (error) {
      throw given.signal?.aborted ? error : named(error, part, kind);
    }
  };
  return {
    inside,
    async fit<T>(parts: readonly Part<T>[], dispose: (given: T) => void): Promise<T[]> {
      const done: T[] = [];
      const tell = () => {
        const progress = { done: done.length, total: parts.length };
        stops.context.emit({ type: "progress", of: `Fitting ${kind}`, ...progress });
      };
      try {
        tell();
        const limit = atOnce(given);
        return await sideBySide({ count: parts.length, limit }, async (index) => {
          if (index > 0) check(stops);
          const result = await attempt(parts[index]!);
          done.push(result);
          await visitEventLoop(); // models that never wait would keep signals from being heard
          check(stops);
          tell();
          return result;
        });
      } catch (error) {
        done.forEach(dispose);
        throw error;
      }
    },
  };
}

function check({ stopped }: Stoppable): void {
  const stop = stopped();
  if (stop) throw stop.reason;
}

function named(error: unknown, { name }: Part<unknown>, kind: string): Error {
  const rows = namesRow(said(error)) ? "; rows are counted within those that it learned from" : "";
  const message = `Cannot fit ${kind}: ${name} failed: ${said(error)}${rows}`;
  return error instanceof DataError ? new DataError(message, error) : new Error(message, { cause: error });
}
