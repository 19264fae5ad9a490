import { lines } from "../lines.ts";
import type { Job, Outcome, Request } from "../protocol.ts";

/** A job that is ready to run. */
export interface Ready {
  /** Does it once. */
  run(): Promise<Outcome>;
  /** Frees what it holds. */
  free(): void;
}

/** Answers requests from standard input until it ends. */
export async function serve(words: string, load: (job: Job) => Promise<Ready>): Promise<void> {
  let ready: Ready | undefined;
  const answer = async (request: Request): Promise<object> => {
    switch (request.do) {
      case "hello":
        return { words };
      case "load":
        ready?.free();
        ready = await load(request.job);
        return {};
      case "run":
        return await ready!.run();
      case "free":
        ready?.free();
        ready = undefined;
        return {};
      default: {
        const rest: never = request;
        throw new TypeError(
          `Cannot answer ${JSON.stringify(rest)}: unknown request; send one of those above`,
        );
      }
    }
  };
  for await (const line of lines(Deno.stdin.readable)) {
    const reply = await answer(JSON.parse(line)).catch((error) => ({ error: String(error) }));
    console.log(JSON.stringify(reply));
  }
}
