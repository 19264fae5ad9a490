import { DataError } from "../core/errors.ts";
import { damaged } from "./_damaged.ts";
import { type ImageSize, imagesOf } from "./_images_of.ts";
import { inRoom } from "./_in_room.ts";
import { opaque } from "./_opaque.ts";
import { type PngHeader, pngHeader } from "./_png_header.ts";
import { scaled } from "./_scaled.ts";
import type { Images } from "./images.ts";

type FastPng = typeof import("fast-png");
type Decoded = ReturnType<FastPng["decode"]>;

/** Samples as they are stored, and the greatest that they could be. */
interface Samples {
  readonly values: ArrayLike<number>;
  readonly channels: number;
  readonly max: number;
}

// Kinds of the header.
const GRAY = 0;
const PALETTE = 3;
const OPACITY = 4;

/** How a picture is decoded. */
export interface DecodeOptions {
  /** For messages: `"decode image \"a.png\""`. */
  readonly what: string;
  /** What lies behind pixels that are not opaque; undefined: they are refused. */
  readonly background: number | undefined;
}

/** The one image of a PNG: gray where its samples are, else in colour; the first of an animation. */
export async function decodePng(bytes: Uint8Array, { what, background }: DecodeOptions): Promise<Images> {
  const header = pngHeader(bytes, what);
  if (header.interlaced && header.depth < 8) {
    throw damaged(
      what,
      `the PNG is interlaced with ${header.depth} bits a sample, which is not read`,
      "save it without interlacing",
    );
  }
  const png = await import("fast-png");
  let samples: Samples;
  let decoded: Decoded;
  try {
    const { height, width, kind } = header;
    const extent = {
      size: 1,
      height,
      width,
      channels: kind === GRAY || kind === GRAY + OPACITY ? 1 : 3,
    } as const;
    decoded = inRoom(what, extent, () => png.decode(bytes, { checkCrc: true }));
    samples = withKey(stored(decoded, header, png), decoded);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw damaged(what, `the PNG is damaged (${error instanceof Error ? error.message : error})`);
  }
  return imageOf(samples, { what, background, height: decoded.height, width: decoded.width });
}

function imageOf(
  { values, channels, max }: Samples,
  options: DecodeOptions & Omit<ImageSize, "channels">,
): Images {
  const pixels = scaled(values, max);
  const size = {
    height: options.height,
    width: options.width,
    channels: channels < 3 ? 1 as const : 3 as const,
  };
  if (channels === size.channels) return imagesOf(pixels, size);
  return imagesOf(opaque(pixels, { ...size, doing: options.what, background: options.background }), size);
}

function stored(decoded: Decoded, { kind, depth }: PngHeader, png: FastPng): Samples {
  const { data, width, height, channels, palette } = decoded;
  if (kind === PALETTE) {
    const values = png.convertIndexedToRgb(decoded);
    return { values, channels: palette![0]!.length, max: 255 }; // a picture without a palette was refused before
  }
  const max = 2 ** depth - 1;
  return { values: depth < 8 ? unpacked(data, { width, height, depth }) : data, channels, max };
}

// Samples of less than a byte are packed, the highest bits first, and each line begins with a new byte.
function unpacked(
  data: ArrayLike<number>,
  { width, height, depth }: { readonly width: number; readonly height: number; readonly depth: number },
): Uint8Array {
  const perByte = 8 / depth;
  const line = Math.ceil(width / perByte);
  return Uint8Array.from({ length: width * height }, (_, k) => {
    const [row, column] = [Math.floor(k / width), k % width];
    const byte = data[row * line + Math.floor(column / perByte)]!;
    return (byte >> (8 - depth * (column % perByte + 1))) & (2 ** depth - 1);
  });
}

// A PNG may name one colour that is transparent: then samples get a channel of opacity, unless no pixel has it.
function withKey(samples: Samples, { transparency: key }: Decoded): Samples {
  const { values, channels, max } = samples;
  if (!key) return samples;
  const count = values.length / channels;
  const made = new Uint16Array(count * (channels + 1));
  for (let p = 0; p < count; p++) {
    let same = true;
    for (let c = 0; c < channels; c++) {
      const value = made[p * (channels + 1) + c] = values[p * channels + c]!;
      same &&= value === key[c];
    }
    made[p * (channels + 1) + channels] = same ? 0 : max;
  }
  return { values: made, channels: channels + 1, max };
}
