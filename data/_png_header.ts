import { damaged } from "./_damaged.ts";

/** What the header of a PNG says of its samples. */
export interface PngHeader {
  readonly height: number;
  readonly width: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** 0 gray, 2 colour, 3 palette, 4 gray with opacity, 6 colour with opacity. */
  readonly kind: number;
  /** Whether it is interlaced (Adam7). */
  readonly interlaced: boolean;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** Bytes of a chunk beside its data: length, name and checksum. */
const FRAME = 12;

/** Whether bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * The header of a PNG (W3C, Portable Network Graphics, third edition, section 11.2.1), whose chunks are all there.
 * The decoder would fill what is missing with zeros.
 */
export function pngHeader(bytes: Uint8Array, what: string): PngHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE.length;
  let data = false;
  for (let name = ""; name !== "IEND";) {
    const left = bytes.length - at;
    const length = left < FRAME ? 0 : view.getUint32(at);
    if (left < FRAME || left < length + FRAME) {
      throw damaged(what, `the PNG is truncated: it has ${bytes.length} bytes, and goes on`);
    }
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at === SIGNATURE.length && (name !== "IHDR" || length !== 13)) {
      throw damaged(what, `the PNG begins with ${JSON.stringify(name)} and not with its header`);
    }
    data ||= name === "IDAT";
    at += length + FRAME;
  }
  if (!data) throw damaged(what, "the PNG holds no pixels");
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) throw damaged(what, `the PNG has ${width} × ${height} pixels`);
  return { height, width, depth: bytes[24]!, kind: bytes[25]!, interlaced: bytes[28] === 1 };
}
