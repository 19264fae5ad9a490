import type { Dots, Mark, Point } from "./_chart.ts";
import { DOTTED, type Ground, placed, signAt, trace } from "./_ground.ts";

/** The tenth in which a share lies: 0 to 9. */
export function digitOf(share: number): string {
  return String(Math.min(9, Math.floor(share * 10)));
}

/** Dots behind lines; of those in one sign the last is seen, as its tenth where it has a share. */
export function writeDots({ points, shares }: Dots, ground: Ground): void {
  for (const [i, point] of points.entries()) {
    ground.canvas.writeBehind(...placeOf(point, ground), shares ? digitOf(shares[i]!) : "•");
  }
}

/** Crosses behind lines. */
export function writeCrosses(points: readonly Point[], ground: Ground): void {
  for (const point of points) ground.canvas.writeBehind(...placeOf(point, ground), "×");
}

/** A star. */
export function writeStar(point: Point, ground: Ground): void {
  ground.canvas.write(...placeOf(point, ground), "★");
}

/** The two edges of a band. */
export function writeBand({ low, high }: Extract<Mark, { kind: "band" }>, ground: Ground): void {
  for (const edge of [low, high]) trace(edge.map(placed(ground)), { canvas: ground.canvas, dash: DOTTED });
}

function placeOf(point: Point, ground: Ground): Point {
  return signAt(placed(ground)(point), ground.canvas);
}
