import { type Categorical, categorical, type Images, images } from "../../data/mod.ts";
import { rng } from "../../core/rng.ts";

/** Bars across gray images and bars down them, each with its class, on a little noise. */
export function bars(
  size: number,
  { height = 6, width = 6, seed = 1 } = {},
): { readonly x: Images; readonly y: Categorical } {
  const source = rng(seed);
  const pixels = new Float32Array(size * height * width);
  const classes: string[] = [];
  for (let n = 0; n < size; n++) {
    const flat = n % 2 === 0;
    classes.push(flat ? "flat" : "steep");
    const at = Math.floor(source.uniform() * (flat ? height : width));
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        pixels[(n * height + i) * width + j] = ((flat ? i : j) === at ? 0.7 : 0) + 0.3 * source.uniform();
      }
    }
  }
  return { x: images(pixels, { height, width }), y: categorical(classes) };
}

/** Twelve small images in colour, which grow red, green or blue, with their classes. */
export function colours(): { readonly x: Images; readonly y: Categorical } {
  const source = rng(2);
  const [height, width] = [3, 4];
  const each = height * width * 3;
  const pixels = Float32Array.from(
    { length: 12 * each },
    (_, k) => (k % 3 === Math.floor(k / each) % 3 ? 0.6 : 0.1) + 0.3 * source.uniform(),
  );
  const names = ["red", "green", "blue"];
  return {
    x: images(pixels, { height, width, channels: 3 }),
    y: categorical(Array.from({ length: 12 }, (_, n) => names[n % 3]!)),
  };
}
