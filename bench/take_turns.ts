import type { Outcome } from "./protocol.ts";

/** Someone who can do the job again and again. */
export interface Player {
  readonly id: string;
  readonly run: () => Promise<Outcome>;
}

/** How long to go on. */
export interface Patience {
  /** Runs wanted of each, after a warm-up. */
  readonly runs: number;
  /** Seconds that one player may take; a slow one runs less often, and one whose warm-up takes longer not again. */
  readonly limit: number;
}

/** What one player did. */
export interface Turns {
  readonly id: string;
  /** Median seconds of its runs, by key. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly check: readonly number[];
  /** How many runs the medians are of; 0 if the warm-up had to count, because it took all the time there was. */
  readonly runs: number;
}

/** Lets players run in turn, A B A B, after a warm-up each. One that fails is told of and left out. */
export async function takeTurns(
  players: readonly Player[],
  { runs, limit, failed }: Patience & { readonly failed: (id: string, error: unknown) => void },
): Promise<readonly Turns[]> {
  const states: State[] = [];
  for (const player of players) {
    try {
      const began = performance.now();
      const first = await player.run();
      const taken = (performance.now() - began) / 1e3;
      const left = taken > limit ? 0 : Math.max(1, Math.min(runs, Math.floor(limit / taken) - 1));
      states.push({ player, first, left, outcomes: [] });
    } catch (error) {
      failed(player.id, error);
    }
  }
  for (let round = 0; round < runs; round++) {
    for (const state of states.filter(({ left }) => round < left)) {
      await state.player.run().then((outcome) => state.outcomes.push(outcome), (error) => {
        failed(state.player.id, error);
        states.splice(states.indexOf(state), 1);
      });
    }
  }
  return states.map(turnsOf);
}

interface State {
  readonly player: Player;
  readonly first: Outcome;
  readonly left: number;
  readonly outcomes: Outcome[];
}

function turnsOf({ player: { id }, first, outcomes }: State): Turns {
  const counted = outcomes.length > 0 ? outcomes : [first];
  const keys = Object.keys(first.seconds);
  const seconds = Object.fromEntries(keys.map((key) => [key, median(counted.map((o) => o.seconds[key]!))]));
  return { id, seconds, check: first.check, runs: outcomes.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
