import type { Shape } from "../core/array.ts";
import type { Layer } from "../core/layer.ts";
import { flatten } from "../nn/mod.ts";

/** What has to come before a dense layer: nothing for rows of numbers, flatten for images. */
export function flat(input: Shape): readonly Layer[] {
  return input.length === 1 ? [] : [flatten()];
}
