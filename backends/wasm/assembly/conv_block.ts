import { convTile } from "./conv_tile";
import { B_STEP } from "./pack";

/** Bytes of the addresses of a tile. */
export const TILE: usize = 32;

/**
 * All results of a convolution for `images` × `height` × `width` pixels. A pixel's patch starts at `a`, which goes
 * `aStep` bytes on to the next pixel, `aRow` to the next row and `aImage` to the next image; results likewise by `c`. B
 * is `n` columns in panels of `k` steps. For patch, mask and tile see convTile.
 */
export function convBlock(
  images: i32,
  height: i32,
  width: i32,
  a: i32,
  aStep: i32,
  aRow: i32,
  aImage: i32,
  c: i32,
  cStep: i32,
  cRow: i32,
  cImage: i32,
  run: i32,
  across: i32,
  acrossStep: i32,
  down: i32,
  downStep: i32,
  b: usize,
  n: i32,
  from: usize,
  mask: usize,
  relu: bool,
  tile: usize,
): void {
  const panel = <usize> (run * across * down) * B_STEP;
  const pixels = images * height * width;
  // from the last pixel of a row to the first of the next, and of an image
  const aTurn = aRow - (width - 1) * aStep;
  const cTurn = cRow - (width - 1) * cStep;
  const aNext = aImage - (height - 1) * aRow - (width - 1) * aStep;
  const cNext = cImage - (height - 1) * cRow - (width - 1) * cStep;
  for (; n > 0; n -= 8) {
    let ai = a;
    let ci = c;
    let inRow = width;
    let inImage = height;
    for (let left = pixels; left > 0; left -= 4) {
      for (let r = 0; r < 4; r++) {
        const at = tile + (<usize> r << 2);
        store<i32>(at, ai);
        store<i32>(at, ci, 16);
        if (r + 1 >= left) continue; // a short tile repeats the last pixel, and does not write it again
        if (--inRow > 0) {
          ai += aStep;
          ci += cStep;
        } else {
          inRow = width;
          const turns = --inImage > 0;
          if (!turns) inImage = height;
          ai += turns ? aTurn : aNext;
          ci += turns ? cTurn : cNext;
        }
      }
      convTile(tile, min(left, 4), run, across, acrossStep, down, downStep, b, min(n, 8), from, mask, relu);
    }
    b += panel;
    c += 32;
    if (from) from += 32;
  }
}
