import type { Trainable } from "../meta/trainable.ts";

/** Something that approaches the root of a square. */
export interface SquareRooter extends Trainable {
  /** What it has come to. */
  readonly root: number;
  /** Goes so many more steps. */
  train(iterations: number): void;
  /** How far the root's square is from the square. */
  loss(): number;
  /** By how much each step of the last call of `train` changed the root. */
  losses(): readonly number[];
}

/**
 * The smallest thing that can be trained in stages: Newton's way to the root of `square` from 1, which makes every control
 * predictable by hand.
 *
 * @example
 * ```ts
 * import { squareRooter } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const rooter = squareRooter(4);
 * rooter.train(1);
 * assert.equal(rooter.root, 2.5);
 * assert.equal(rooter.loss(), 2.25);
 * assert.deepEqual(rooter.losses(), [1.5]);
 * ```
 */
export function squareRooter(square: number): SquareRooter {
  let root = 1;
  let losses: number[] = [];
  return Object.freeze({
    get root() {
      return root;
    },
    train(iterations: number) {
      losses = [];
      for (let i = 0; i < iterations; i++) {
        const next = (root + square / root) / 2;
        losses.push(Math.abs(next - root));
        root = next;
      }
    },
    loss: () => Math.abs(root * root - square),
    losses: () => losses,
  });
}
