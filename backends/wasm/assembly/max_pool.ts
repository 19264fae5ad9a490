import { storeLanes } from "./finish";
import * as w from "./window";

/**
 * The largest number of each window, and in `which`, if it is not 0, the point of the window that it is, counted row by
 * row: the first of the largest. A NaN is larger than all.
 */
export function maxPool(window: usize, images: i32, x: usize, y: usize, which: usize): void {
  const channels = w.inputsOf(window);
  const width = w.inputWidth(window);
  const image = <usize> (w.inputHeight(window) * width * channels) << 2;
  const pixel = <usize> channels << 2;
  for (; images > 0; images--, x += image) {
    for (let i = 0; i < w.outputHeight(window); i++) {
      const top = i * w.strideDown(window) - w.before(window);
      const first = max(0, -top);
      const last = min(w.windowHeight(window), w.inputHeight(window) - top);
      for (let j = 0; j < w.outputWidth(window); j++) {
        const left = j * w.strideAcross(window) - w.beforeAcross(window);
        const firstAcross = max(0, -left);
        const lastAcross = min(w.windowWidth(window), width - left);
        const at = x + <usize> ((top * width + left) * channels) * 4;
        largest(window, at, channels, first, last, firstAcross, lastAcross, y, which);
        y += pixel;
        if (which) which += pixel;
      }
    }
  }
}

/** All channels of one place, whose first point is at `x`. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function largest(
  window: usize,
  x: usize,
  channels: i32,
  first: i32,
  last: i32,
  firstAcross: i32,
  lastAcross: i32,
  y: usize,
  which: usize,
): void {
  const pixel = <usize> channels << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const across = w.windowWidth(window);
  for (let c = 0; c < channels; c += 4, x += 16, y += 16) {
    let best = v128.load(x + first * row + firstAcross * pixel);
    let point = f32x4.splat(<f32> (first * across + firstAcross));
    for (let i = first; i < last; i++) {
      let at = x + i * row + firstAcross * pixel;
      for (let j = firstAcross; j < lastAcross; j++, at += pixel) {
        const v = v128.load(at);
        const more = v128.or(f32x4.gt(v, best), f32x4.ne(v, v));
        best = v128.bitselect(v, best, more);
        point = v128.bitselect(f32x4.splat(<f32> (i * across + j)), point, more);
      }
    }
    storeUpTo(y, best, channels - c);
    if (which) {
      storeUpTo(which, point, channels - c);
      which += 16;
    }
  }
}

/** To each point what the places give for which it was the largest, added up in the order of places. */
export function maxPoolBack(window: usize, images: i32, dy: usize, which: usize, dx: usize): void {
  const channels = w.inputsOf(window);
  const width = w.inputWidth(window);
  const image = <usize> (w.inputHeight(window) * width * channels) << 2;
  const apart = w.strideDown(window) >= w.windowHeight(window) && w.strideAcross(window) >= w.windowWidth(window);
  if (!apart || !covers(window)) memory.fill(dx, 0, <usize> images * image);
  for (; images > 0; images--, dx += image) {
    for (let i = 0; i < w.outputHeight(window); i++) {
      const top = i * w.strideDown(window) - w.before(window);
      for (let j = 0; j < w.outputWidth(window); j++) {
        const left = j * w.strideAcross(window) - w.beforeAcross(window);
        const at = dx + <usize> ((top * width + left) * channels) * 4;
        if (apart) giveApart(window, dy, which, channels, top, left, at);
        else give(window, dy, which, channels, at);
        dy += <usize> channels << 2;
        which += <usize> channels << 2;
      }
    }
  }
}

/** Whether every point of the image is in a window. */
function covers(w0: usize): bool {
  const down = w.outputHeight(w0) * w.strideDown(w0);
  const across = w.outputWidth(w0) * w.strideAcross(w0);
  return w.strideDown(w0) <= w.windowHeight(w0) && w.strideAcross(w0) <= w.windowWidth(w0) &&
    down - w.before(w0) >= w.inputHeight(w0) && across - w.beforeAcross(w0) >= w.inputWidth(w0);
}

/** One place whose points belong to no other: each is written once. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function giveApart(window: usize, dy: usize, which: usize, channels: i32, top: i32, left: i32, dx: usize): void {
  const pixel = <usize> channels << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const across = w.windowWidth(window);
  const last = min(w.windowHeight(window), w.inputHeight(window) - top);
  const lastAcross = min(across, w.inputWidth(window) - left);
  for (let c = 0; c < channels; c += 4, dx += 16, dy += 16, which += 16) {
    const d = v128.load(dy);
    const point = v128.load(which);
    for (let i = max(0, -top); i < last; i++) {
      for (let j = max(0, -left); j < lastAcross; j++) {
        const own = v128.and(d, f32x4.eq(point, f32x4.splat(<f32> (i * across + j))));
        storeUpTo(dx + i * row + j * pixel, own, channels - c);
      }
    }
  }
}

/** One place whose points may belong to others as well. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function give(window: usize, dy: usize, which: usize, channels: i32, dx: usize): void {
  const across = w.windowWidth(window);
  for (let c: usize = 0; c < <usize> channels << 2; c += 4) {
    const point = <i32> load<f32>(which + c);
    const at = dx + <usize> (((point / across) * w.inputWidth(window) + point % across) * channels) * 4 + c;
    store<f32>(at, load<f32>(at) + load<f32>(dy + c));
  }
}

/** Writes the first `width` lanes, or all where there are more. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function storeUpTo(at: usize, v: v128, width: i32): void {
  storeLanes(at, v, min(width, 4));
}
