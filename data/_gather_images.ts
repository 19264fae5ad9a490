import { DataError } from "../core/errors.ts";
import { damaged } from "./_damaged.ts";
import { decodeJpeg } from "./_decode_jpeg.ts";
import { type DecodeOptions, decodePng } from "./_decode_png.ts";
import { imagesOf } from "./_images_of.ts";
import { isJpeg } from "./_jpeg_header.ts";
import { isPng } from "./_png_header.ts";
import { recoloured } from "./_recolour.ts";
import type { DecodeImagesOptions } from "./decode_images.ts";
import type { Images } from "./images.ts";
import { resizeImages } from "./resize_images.ts";

/** A picture that is read when its turn comes, and what messages call it. */
export interface PictureSource {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** The pictures, decoded one after the other, as images of one size and scitype. */
export async function gatherImages(
  sources: readonly PictureSource[],
  { scitype, resize, background }: Omit<DecodeImagesOptions, "names">,
): Promise<Images> {
  const decoded: Images[] = [];
  for (const { name, read } of sources) {
    const one = await decode(await read(), { what: `decode image ${name}`, background });
    const gray = scitype === undefined ? one : recoloured(one, scitype);
    const next = resize === undefined ? gray : resizeImages(gray, resize);
    if (decoded[0]) checkAlike(next, decoded[0], { name, first: sources[0]!.name });
    decoded.push(next);
  }
  const [first] = decoded;
  if (!first) throw new DataError("Cannot decode images: none is given; give at least one");
  const pixels = new Float32Array(first.pixels.length * decoded.length);
  decoded.forEach((one, i) => pixels.set(one.pixels, i * first.pixels.length));
  return imagesOf(pixels, first);
}

function decode(bytes: Uint8Array, options: DecodeOptions): Promise<Images> {
  if (isPng(bytes)) return decodePng(bytes, options);
  if (isJpeg(bytes)) return decodeJpeg(bytes, options.what);
  const fault = bytes.length === 0 ? "it is empty" : "it begins neither as a PNG nor as a JPEG does";
  throw damaged(options.what, fault, "give PNG or JPEG files");
}

function checkAlike(
  next: Images,
  first: Images,
  names: { readonly name: string; readonly first: string },
): void {
  if (next.height !== first.height || next.width !== first.width) {
    const [found, wanted] = [next, first].map(({ height, width }) => `${height} × ${width}`);
    throw new DataError(
      `Cannot stack images: ${names.name} has ${found} pixels (height × width), ${names.first} has ${wanted}; ` +
        `bring them to one size, e.g. { resize: { height: ${first.height}, width: ${first.width} } }`,
      { found: found!, wanted: wanted! },
    );
  }
  if (next.scitype === first.scitype) return;
  throw new DataError(
    `Cannot stack images: ${names.name} is a ${next.scitype}, ${names.first} a ${first.scitype}; ` +
      'choose one, e.g. { scitype: "ColorImage" }',
    { found: next.scitype, wanted: first.scitype },
  );
}
