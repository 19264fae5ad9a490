import { type ImageSize, imagesOf } from "./_images_of.ts";
import type { Images } from "./images.ts";

/** Where a new pixel comes from: the first old one, and how much it and its followers count. They sum to 1. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** An axis of an array: `outer` lines, each of old pixels with `inner` numbers. */
interface Axis {
  readonly outer: number;
  readonly from: number;
  readonly to: number;
  readonly inner: number;
}

/** Images of another size: each axis averaged over areas where it shrinks, and linear between centres where it grows. */
export function resampled(images: Images, { height, width }: Omit<ImageSize, "channels">): Images {
  const { size, channels } = images;
  const wide = along(images.pixels, {
    outer: size * images.height,
    from: images.width,
    to: width,
    inner: channels,
  });
  const pixels = along(wide, { outer: size, from: images.height, to: height, inner: width * channels });
  return imagesOf(pixels, { height, width, channels });
}

function along(pixels: Float32Array, { outer, from, to, inner }: Axis): Float32Array {
  if (from === to) return pixels;
  const taps = Array.from({ length: to }, (_, i) => to < from ? area(i, from, to) : linear(i, from, to));
  const made = new Float32Array(outer * to * inner);
  for (let o = 0; o < outer; o++) {
    for (const [i, { first, weights }] of taps.entries()) {
      const source = (o * from + first) * inner;
      const target = (o * to + i) * inner;
      for (let k = 0; k < inner; k++) made[target + k] = weighted(pixels, source + k, { weights, inner });
    }
  }
  return made;
}

function weighted(
  pixels: Float32Array,
  start: number,
  { weights, inner }: { readonly weights: readonly number[]; readonly inner: number },
): number {
  let sum = 0;
  for (let t = 0; t < weights.length; t++) sum += weights[t]! * pixels[start + t * inner]!;
  return sum;
}

// New pixel i covers [i, i + 1) · from / to of the old axis; in units of 1 / to all borders are whole numbers.
function area(i: number, from: number, to: number): Taps {
  const [low, high] = [i * from, (i + 1) * from];
  const first = Math.floor(low / to);
  const last = Math.ceil(high / to) - 1;
  const weights = Array.from({ length: last - first + 1 }, (_, t) => {
    const k = first + t;
    return (Math.min(high, (k + 1) * to) - Math.max(low, k * to)) / from;
  });
  return { first, weights };
}

// The centre of new pixel i lies at (i + 0.5) · from / to − 0.5 of the old ones; beyond the outermost, theirs counts.
function linear(i: number, from: number, to: number): Taps {
  const centre = Math.min(Math.max((i + 0.5) * from / to - 0.5, 0), from - 1);
  const first = Math.min(Math.floor(centre), Math.max(from - 2, 0));
  const share = centre - first;
  return { first, weights: from === 1 ? [1] : [1 - share, share] };
}
