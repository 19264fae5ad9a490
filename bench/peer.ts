import { lines } from "./lines.ts";
import type { Job, Outcome, Request } from "./protocol.ts";

/** How a peer is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A contestant in a process of its own, which answers JSON lines. Disposing of it ends the process. */
export class Peer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncGenerator<string>;

  /** Starts it. */
  constructor({ command, args, env = {} }: Launch) {
    this.#child = new Deno.Command(command, {
      args: [...args],
      env: { ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#requests = this.#child.stdin.getWriter();
    this.#answers = lines(this.#child.stdout);
  }

  /** Who it is, in words; throws where it cannot run here. */
  async hello(): Promise<string> {
    return (await this.#ask({ do: "hello" })).words as string; // every peer greets in words
  }

  /** Reads the data and makes ready. */
  async load(job: Job): Promise<void> {
    await this.#ask({ do: "load", job });
  }

  /** Does the job once. */
  async run(): Promise<Outcome> {
    return await this.#ask({ do: "run" }) as unknown as Outcome; // the protocol says so
  }

  /** Forgets the job. */
  async free(): Promise<void> {
    await this.#ask({ do: "free" });
  }

  /** The most memory it and its children have held, in MiB: resident pages, summed. NaN where Linux is not. */
  async peakMemory(): Promise<number> {
    return await peakOf(this.#child.pid);
  }

  /** Ends the process, by closing its input. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close().catch(() => {}); // it may have ended by itself
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 3000);
    await this.#answers.return(undefined);
    await this.#child.status;
    clearTimeout(timer);
  }

  async #ask(request: Request): Promise<Readonly<Record<string, unknown>>> {
    await this.#requests.write(new TextEncoder().encode(JSON.stringify(request) + "\n"));
    for (;;) {
      const { value, done } = await this.#answers.next();
      if (done) {
        throw new Error(
          "it ended without an answer; what it printed stands above, if it is installed at all",
        );
      }
      if (!value.startsWith("{")) continue; // a library that prints on its own
      const answer = JSON.parse(value);
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    }
  }
}

// A process may not read /proc under a narrow permission, so `cat` does.
async function peakOf(pid: number): Promise<number> {
  const status = await read(`/proc/${pid}/status`);
  const children = (await read(`/proc/${pid}/task/${pid}/children`)).split(" ").map(Number).filter((n) =>
    n > 0
  );
  const rest = await Promise.all(children.map(peakOf));
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024 + rest.reduce((sum, n) => sum + n, 0);
}

async function read(path: string): Promise<string> {
  const { stdout } = await new Deno.Command("cat", { args: [path], stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}
