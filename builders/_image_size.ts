import type { Shape } from "../core/array.ts";
import { ShapeError } from "../core/errors.ts";
import { showShape } from "../nn/mod.ts";

/** Height and width of the images that a builder of this kind is told of. Throws a ShapeError where it is told of none. */
export function imageSize(input: Shape, kind: string): readonly [height: number, width: number] {
  const [height, width, channels] = input;
  if (input.length === 3 && height && width && channels) return [height, width];
  throw new ShapeError(
    `Cannot build ${kind} for ${showShape(input)}: it takes [height, width, channels]; ` +
      "give images, or another builder, e.g. mlp()",
    "",
    input,
    "[height, width, channels]",
  );
}

/** Refuses images that cannot be halved once for each of so many `parts`, which are called so. */
export function checkHalvings(
  input: Shape,
  { kind, count, parts }: { readonly kind: string; readonly count: number; readonly parts: string },
): void {
  const side = Math.min(...imageSize(input, kind));
  const fit = Math.floor(Math.log2(side));
  if (count <= fit) return;
  const wanted = 2 ** count;
  throw new ShapeError(
    `Cannot build ${kind} for ${
      showShape(input)
    }: it halves images ${count} times, once in each of its ${parts}, ` +
      `and ${fit} fit; ${fit > 0 ? `give channels for ${fit}, ` : ""}take convNet(), which suits any size, ` +
      `or images of at least ${wanted} × ${wanted}`,
    "",
    input,
    `images of at least ${wanted} × ${wanted}`,
  );
}
