import type { Shape } from "../core/array.ts";
import { ShapeError } from "../core/errors.ts";
import type { Padding, Pair } from "../core/layer.ts";
import { showShape } from "./inferred.ts";

/** A window that moves over an image. All sizes and distances are by height and width. */
export interface Window {
  /** Size of the image. */
  readonly input: Pair;
  /** How many places the window has. */
  readonly output: Pair;
  /** Points of the window. */
  readonly size: Pair;
  /** From one place to the next. */
  readonly stride: Pair;
  /** From one point to the next. */
  readonly dilation: Pair;
  /** How far the first place reaches before the image. */
  readonly before: Pair;
  /** How far the last place reaches behind it. */
  readonly after: Pair;
}

/** What a window is made of. */
export interface WindowOptions {
  /** Points of the window. */
  readonly size: Pair;
  /** From one place to the next. */
  readonly stride: Pair;
  /** What stands around the image. */
  readonly padding: Padding;
  /** From one point to the next; next to each other if absent. */
  readonly dilation?: Pair;
}

/** The window of a layer called `name` at a path. Throws a ShapeError where no image arrives, or one too small for it. */
export function windowOf(
  { size, stride, padding, dilation = [1, 1] }: WindowOptions,
  { input, path, name }: { readonly input: Shape; readonly path: string; readonly name: string },
): Window {
  const [height, width] = imageShape(input, { path, name });
  const along = (axis: 0 | 1, length: number) => {
    const extent = (size[axis] - 1) * dilation[axis] + 1;
    const reach = (places: number) => (places - 1) * stride[axis] + extent;
    const whole = Math.ceil(length / stride[axis]);
    const before = padding === "same"
      ? Math.floor(Math.max(0, reach(whole) - length) / 2)
      : padding === "valid"
      ? 0
      : padding[axis];
    const places = padding === "same" ? whole : Math.floor((length + 2 * before - extent) / stride[axis]) + 1;
    return { places, before, after: Math.max(0, reach(places) - before - length) };
  };
  const [down, across] = [along(0, height), along(1, width)];
  if (down.places < 1 || across.places < 1) {
    throw new ShapeError(
      `Cannot apply ${name} at ${path}: its window does not fit into ${
        showShape(input)
      }; take a smaller window, padding: "same", or larger images`,
      path,
      input,
      "an image at least as large as the window",
    );
  }
  return {
    input: [height, width],
    output: [down.places, across.places],
    size,
    stride,
    dilation,
    before: [down.before, across.before],
    after: [down.after, across.after],
  };
}

/** Height, width and channels of what arrives at a layer. Throws a ShapeError where it is no image. */
export function imageShape(
  input: Shape,
  { path, name }: { readonly path: string; readonly name: string },
): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = input;
  if (input.length === 3 && height && width && channels) return [height, width, channels];
  throw new ShapeError(
    `Cannot apply ${name} at ${path}: it takes [height, width, channels], but ${
      showShape(input)
    } arrives; give images`,
    path,
    input,
    "[height, width, channels]",
  );
}
