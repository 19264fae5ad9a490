import { damaged } from "./_damaged.ts";

/** What the markers of a JPEG say before its pixels begin. */
export interface JpegHeader {
  /** How many components it has: 1 gray, 3 colour. */
  readonly components: number;
  /** Whether the three components are red, green and blue, and not luma and chroma. */
  readonly rgb: boolean;
}

// Markers, ITU-T T.81, table B.1.
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const JFIF = 0xe0;
const ADOBE = 0xee;

/** Frames that are read: baseline, extended and progressive, coded by Huffman. */
const READ = [0xc0, 0xc1, 0xc2];

/** All frames: the markers 0xc0 to 0xcf but for tables (0xc4, 0xcc) and the reserved one (0xc8). */
const FRAMES = [...READ, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** Whether bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === START_OF_IMAGE && bytes[2] === 0xff;
}

/** The header of a JPEG that can be read and has an end. The decoder would guess what is missing. */
export function jpegHeader(bytes: Uint8Array, what: string): JpegHeader {
  const seen = new Map<number, Uint8Array>();
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN && at + 4 <= bytes.length) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) { // filling
      at++;
      continue;
    }
    const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    const body = bytes.subarray(at + 4, end);
    if (FRAMES.includes(marker)) checkFrame(marker, body, what);
    seen.set(READ.includes(marker) ? READ[0]! : marker, body);
    at = end;
  }
  const frame = seen.get(READ[0]!);
  if (at >= bytes.length || !frame || !hasEnd(bytes, at)) {
    throw damaged(what, `the JPEG is truncated: it has ${bytes.length} bytes, and no end`);
  }
  return { components: frame[5]!, rgb: isRgb(frame, seen) };
}

function checkFrame(marker: number, frame: Uint8Array, what: string): void {
  const [precision, , , , , components] = frame;
  const fault = !READ.includes(marker)
    ? `the JPEG is coded in a way that is not read (frame 0x${marker.toString(16)})`
    : precision !== 8
    ? `the JPEG has ${precision} bits a sample, not 8`
    : components !== 1 && components !== 3
    ? `the JPEG has ${components} components (as CMYK has), not 1 or 3`
    : undefined;
  if (fault !== undefined) {
    throw damaged(what, fault, "save it as an ordinary JPEG in gray or RGB, or as PNG");
  }
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === END_OF_IMAGE) return true;
  }
  return false;
}

// As libjpeg decides: Adobe's marker says it; without that and without JFIF's, components called R, G and B do.
function isRgb(frame: Uint8Array, seen: ReadonlyMap<number, Uint8Array>): boolean {
  const adobe = seen.get(ADOBE);
  if (adobe && String.fromCharCode(...adobe.subarray(0, 5)) === "Adobe") return adobe[11] === 0;
  return !seen.has(JFIF) && String.fromCharCode(frame[6]!, frame[9] ?? 0, frame[12] ?? 0) === "RGB";
}
