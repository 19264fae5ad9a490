import type { Contestant } from "./contestants.ts";
import { type Launch, Peer } from "./peer.ts";
import { isAlone, type Workload } from "./workloads.ts";

/** Processes in use: one for each launch, those whose memory is told anew each time, so that it is their own. */
export class Team implements AsyncDisposable {
  readonly #peers = new Map<string, Peer>();
  readonly #words = new Set<string>();
  readonly #failed: (id: string, error: unknown) => void;
  readonly #absent = new Set<string>();

  /** An empty one; told of those who cannot take part. */
  constructor(failed: (id: string, error: unknown) => void) {
    this.#failed = failed;
  }

  /** Who has taken part, in words. */
  get words(): readonly string[] {
    return [...this.#words];
  }

  /** The contestants of a workload that can run here, started. */
  async callUp(contestants: readonly Contestant[], workload: Workload): Promise<readonly Called[]> {
    const called = await Promise.all(
      contestants.filter((c) => c.plays(workload) && !this.#absent.has(c.id)).map(async ({ id, launch }) => {
        try {
          return [{
            id,
            peer: await this.#start(id, {
              launch: launch(workload),
              alone: isAlone(workload) ? workload.id : "",
            }),
          }];
        } catch (error) {
          this.#absent.add(id);
          this.#failed(id, error);
          return [];
        }
      }),
    );
    return called.flat();
  }

  /** Ends the processes of one workload, if they are not for the next as well. */
  async sendHome(called: readonly Called[]): Promise<void> {
    const kept = new Set(this.#peers.values());
    await Promise.all(called.map(({ peer }) => kept.has(peer) ? undefined : peer[Symbol.asyncDispose]()));
  }

  /** Ends all processes. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#peers.values()].map((peer) => peer[Symbol.asyncDispose]()));
    this.#peers.clear();
  }

  async #start(id: string, { launch, alone }: { launch: Launch; alone: string }): Promise<Peer> {
    const key = JSON.stringify(launch);
    const known = this.#peers.get(key);
    if (known && alone === "") return known;
    const peer = new Peer(launch);
    try {
      this.#words.add(`${id}: ${await peer.hello()}${alone && ` (${alone})`}`);
    } catch (error) {
      await peer[Symbol.asyncDispose]();
      throw error;
    }
    if (alone === "") this.#peers.set(key, peer);
    return peer;
  }
}

/** A contestant that has come. */
export interface Called {
  readonly id: string;
  readonly peer: Peer;
}
