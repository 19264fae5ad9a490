import type { HostArray } from "../core/array.ts";
import { SavedError } from "../core/errors.ts";
import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { type Images, isImages } from "../data/mod.ts";
import type { Inputs } from "./_inputs.ts";
import { varyImages } from "./_vary_images.ts";
import type { Data, Vary } from "./_task.ts";
import type { Augmentation } from "./augment.ts";

type Form = Pick<Images, "scitype" | "height" | "width" | "channels">;

/** Images as inputs; others have to be of the same size and scitype. Pixels are not copied. */
export function imageInputs(x: Images, kind: string): Inputs<Images> {
  checkImages(x, kind);
  const { scitype, height, width, channels } = x;
  return inputsOf({ scitype, height, width, channels }, kind);
}

/** Images as inputs, of what was saved of those learned from. */
export function imageInputsFrom({ images }: Data, kind: string): Inputs<Images> {
  const { scitype, height, width, channels }: Partial<Form> = Object(images);
  if ((scitype === "GrayImage" || scitype === "ColorImage") && height && width && channels) {
    return inputsOf({ scitype, height, width, channels }, kind);
  }
  throw new SavedError(`Cannot restore ${kind}: which images it learned from is not told`, kind);
}

/** How images are varied in training, if they are. */
export function variedImages(x: Images, { params }: Augmentation, kind: string): Vary | undefined {
  const { size, height, width, channels } = x;
  const shape = [size, height, width, channels];
  const vary = varyImages(x, params, kind);
  return vary && ((epoch, rng) => ({ shape, data: vary(epoch, rng) }));
}

function inputsOf(form: Form, kind: string): Inputs<Images> {
  return {
    encode: (x) => {
      checkImages(x, kind);
      checkAlike(x, form, kind);
      return numbersOf(x, kind);
    },
    saved: { images: form },
  };
}

function checkImages(x: unknown, kind: string): void {
  if (isImages(x)) return;
  const todo = "names" in Object(x)
    ? "it is a table; make images of its columns, e.g. images(table, { height: 28, width: 28, max: 255 })"
    : `it is ${brief(x)}, and images are wanted; make some, e.g. images(pixels, { height: 28, width: 28 })`;
  throw new DataError(`Cannot give this x to ${kind}: ${todo}`, { column: "x", wanted: "images" });
}

function checkAlike(
  x: Pick<Images, "scitype" | "height" | "width">,
  learned: Pick<Images, "scitype" | "height" | "width">,
  kind: string,
): void {
  if (x.scitype === learned.scitype && x.height === learned.height && x.width === learned.width) return;
  const [found, wanted] = [shown(x), shown(learned)];
  const todo = x.scitype === learned.scitype
    ? `resizeImages(x, { height: ${learned.height}, width: ${learned.width} })`
    : `where they are read, by { scitype: "${learned.scitype}" }`;
  throw new DataError(
    `Cannot predict with ${kind}: it learned from ${wanted}, and ${found} are given; bring them to that form, e.g. ${todo}`,
    { column: "x", found, wanted },
  );
}

function shown({ scitype, height, width }: Pick<Images, "scitype" | "height" | "width">): string {
  return `${scitype === "GrayImage" ? "gray" : "colour"} images of ${height} × ${width} pixels`;
}

function numbersOf({ size, height, width, channels, pixels }: Images, kind: string): HostArray {
  const bad = pixels.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const each = height * width * channels;
    const [image, pixel] = [Math.floor(bad / each), Math.floor(bad % each / channels)];
    throw new DataError(
      `Cannot give these images to ${kind}: image ${image} holds ${pixels[bad]} in row ` +
        `${Math.floor(pixel / width)}, column ${
          pixel % width
        }; give pixels from 0 to 1, or leave that image out`,
      { column: "x", found: String(pixels[bad]), wanted: "numbers from 0 to 1" },
    );
  }
  return { shape: [size, height, width, channels], data: pixels };
}
