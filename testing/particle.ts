import type { Trainable } from "../meta/trainable.ts";

/** Something that follows a target. */
export interface Particle extends Trainable {
  /** Where it is. */
  readonly position: number;
  /** Goes so many more steps. */
  train(iterations: number): void;
  /** How far it is from the target. */
  loss(): number;
  /** How far it was after each step of the last call of `train`. */
  losses(): readonly number[];
  /** Moves the target here. */
  ingest(target: unknown): void;
}

/**
 * The smallest thing that takes in data while it is trained: from 0, each step goes `eta` of the way to the target, which
 * is 0 at first.
 *
 * @example
 * ```ts
 * import { particle } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const one = particle(0.5);
 * one.ingest(8);
 * one.train(2);
 * assert.equal(one.position, 6);
 * assert.deepEqual(one.losses(), [4, 2]);
 * ```
 */
export function particle(eta: number): Particle {
  let [position, target] = [0, 0];
  let losses: number[] = [];
  const loss = () => Math.abs(target - position);
  return Object.freeze({
    get position() {
      return position;
    },
    train(iterations: number) {
      losses = [];
      for (let i = 0; i < iterations; i++) {
        position += eta * (target - position);
        losses.push(loss());
      }
    },
    loss,
    losses: () => losses,
    ingest(item: unknown) {
      target = Number(item);
    },
  });
}
