/**
 * The end of a row of a tile: what is done to the results on their way to C, in the registers they were summed in.
 *
 * `from` is added (0: nothing): the bias on the first block of k, C itself on later ones, so that a long product
 * is summed block by block and loses fewer digits than one chain. `mask` (0: none) keeps a result where it is
 * positive, `relu` where the result is: pmax(v, 0) is v < 0 ? 0 : v, one instruction, and lets NaN through.
 * Of the eight columns the first `width`, 5 to 8, are written.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function finishPair(
  x: v128,
  y: v128,
  c: usize,
  width: i32,
  from: usize,
  mask: usize,
  relu: bool,
): void {
  if (from) {
    x = f32x4.add(x, v128.load(from));
    y = f32x4.add(y, v128.load(from, 16));
  }
  if (relu) {
    x = f32x4.pmax(x, f32x4.splat(0));
    y = f32x4.pmax(y, f32x4.splat(0));
  }
  if (mask) {
    x = v128.and(x, f32x4.gt(v128.load(mask), f32x4.splat(0)));
    y = v128.and(y, f32x4.gt(v128.load(mask, 16), f32x4.splat(0)));
  }
  v128.store(c, x);
  storeLanes(c + 16, y, width - 4);
}

/** As finishPair for a tile of four columns, of which the first `width` are written. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function finishOne(x: v128, c: usize, width: i32, from: usize, mask: usize, relu: bool): void {
  if (from) x = f32x4.add(x, v128.load(from));
  if (relu) x = f32x4.pmax(x, f32x4.splat(0));
  if (mask) x = v128.and(x, f32x4.gt(v128.load(mask), f32x4.splat(0)));
  storeLanes(c, x, width);
}

/** Writes the first `width` lanes, 1 to 4. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function storeLanes(c: usize, v: v128, width: i32): void {
  if (width == 4) {
    v128.store(c, v);
    return;
  }
  if (width == 1) {
    v128.store_lane<f32>(c, v, 0);
    return;
  }
  v128.store_lane<u64>(c, v, 0);
  if (width == 3) v128.store_lane<f32>(c, v, 2, 8);
}
