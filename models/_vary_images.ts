import { DataError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Images } from "../data/mod.ts";
import { addNoise } from "./_add_noise.ts";
import { type Warp, warpImage } from "./_warp_image.ts";
import type { AugmentParams } from "./augment.ts";

const RADIANS = Math.PI / 180; // of a degree

/** Gives the version of images that an epoch sees, in one array again and again; `undefined` where none differs. */
export function varyImages(
  images: Images,
  params: AugmentParams,
  kind: string,
): ((epoch: number, rng: Rng) => Float32Array) | undefined {
  const { size, height, width, channels, pixels } = images;
  const { shift, rotate, flip, noise } = params;
  if (shift >= Math.min(height, width)) {
    throw new DataError(
      `Cannot shift images of ${height} × ${width} for ${kind} by up to ${shift} pixels: nothing might be left; ` +
        `give a shift below ${Math.min(height, width)}`,
      { column: "x", found: `${height} × ${width}`, wanted: `more than ${shift} pixels on either side` },
    );
  }
  if (shift === 0 && rotate === 0 && flip === "none" && noise === 0) return undefined;
  const each = height * width * channels;
  let to: Float32Array | undefined; // made in the first epoch that is trained
  return (epoch, rng) => {
    to ??= new Float32Array(pixels.length);
    const source = rng.fork(epoch);
    for (let row = 0; row < size; row++) {
      const mine = source.fork(row);
      const start = row * each;
      warpImage({ from: pixels, to, start }, warpOf(params, mine), { height, width, channels });
      if (noise > 0) {
        addNoise(to, { start, end: start + each }, { deviation: noise, rng: mine.fork("noise") });
      }
    }
    return to;
  };
}

// Always as many numbers, in this order: another amount of one does not change the others.
function warpOf({ shift, rotate, flip }: AugmentParams, rng: Rng): Warp {
  const steps = () => Math.floor(rng.uniform() * (2 * shift + 1)) - shift;
  const [down, right] = [steps(), steps()];
  const radians = (2 * rng.uniform() - 1) * rotate * RADIANS;
  const [across, over] = [rng.uniform() < 0.5, rng.uniform() < 0.5];
  return {
    down,
    right,
    radians,
    mirrored: across && (flip === "horizontal" || flip === "both"),
    upturned: over && (flip === "vertical" || flip === "both"),
  };
}
