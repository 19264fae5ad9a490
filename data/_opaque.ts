import { DataError } from "../core/errors.ts";
import { brief, significant } from "../core/show.ts";

/** What `opaque` needs to know. */
export interface OpaqueOptions {
  /** What cannot be done otherwise: `"make images"`. */
  readonly doing: string;
  readonly height: number;
  readonly width: number;
  /** How many channels are left without opacity. */
  readonly channels: 1 | 3;
  /** What lies behind; undefined: all must be opaque. */
  readonly background: number | undefined;
}

/**
 * Pixels without their last channel, the opacity: laid over the background (Porter and Duff 1984, *over*, on the
 * values as they are stored, as browsers do). Without a background, a pixel that is not opaque is refused.
 */
export function opaque(pixels: Float32Array, options: OpaqueOptions): Float32Array {
  const { channels, background } = options;
  if (background !== undefined && !(typeof background === "number" && background >= 0 && background <= 1)) {
    throw new RangeError(
      `Cannot ${options.doing}: background is ${
        brief(background)
      }; give a number in [0, 1], 0 for black and 1 for white`,
    );
  }
  const count = pixels.length / (channels + 1);
  const made = new Float32Array(count * channels);
  for (let p = 0; p < count; p++) {
    const opacity = pixels[p * (channels + 1) + channels]!;
    if (opacity !== 1 && background === undefined) throw transparent(p, opacity, options);
    const behind = (1 - opacity) * (background ?? 0);
    for (let c = 0; c < channels; c++) {
      made[p * channels + c] = opacity * pixels[p * (channels + 1) + c]! + behind;
    }
  }
  return made;
}

function transparent(pixel: number, opacity: number, { doing, height, width }: OpaqueOptions): DataError {
  const [row, column] = [Math.floor(pixel / width) % height, pixel % width];
  const image = Math.floor(pixel / width / height);
  return new DataError(
    `Cannot ${doing}: the pixel in row ${row}, column ${column}${
      image ? ` of image ${image}` : ""
    } is not opaque ` +
      `(${significant(opacity)}); say what lies behind, e.g. { background: 1 } for white`,
    { found: `opacity ${opacity}`, wanted: "opacity 1" },
  );
}
