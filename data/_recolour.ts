import { imagesOf } from "./_images_of.ts";
import type { Images } from "./images.ts";

/** Images as gray or as colour ones: gray by luma (ITU-R BT.601), colour by three equal channels. */
export function recoloured(images: Images, scitype: Images["scitype"]): Images {
  const channels = scitype === "GrayImage" ? 1 : 3;
  if (images.channels === channels) return images;
  return channels === 1 ? toGray(images) : toColour(images);
}

function toGray(images: Images): Images {
  const { pixels } = images;
  const made = new Float32Array(pixels.length / 3);
  for (let p = 0; p < made.length; p++) {
    made[p] = 0.299 * pixels[3 * p]! + 0.587 * pixels[3 * p + 1]! + 0.114 * pixels[3 * p + 2]!;
  }
  return imagesOf(made, { ...images, channels: 1 });
}

function toColour(images: Images): Images {
  const made = new Float32Array(images.pixels.length * 3);
  for (const [p, value] of images.pixels.entries()) made.fill(value, 3 * p, 3 * p + 3);
  return imagesOf(made, { ...images, channels: 3 });
}
