/**
 * Writes the pictures of tests/plot/_gallery.ts and _search_gallery.ts as they are drawn now. Look at each that changes before it is kept.
 *
 * ```sh
 * deno run --allow-write=tests/golden/plots tests/golden/make/plots.ts
 * ```
 *
 * @module
 */
import { GALLERY } from "../../plot/_gallery.ts";
import { SEARCH_GALLERY } from "../../plot/_search_gallery.ts";

for (const [name, draw] of Object.entries({ ...GALLERY, ...SEARCH_GALLERY })) {
  const plot = draw();
  await Deno.writeTextFile(`tests/golden/plots/${name}.svg`, plot.svg);
  await Deno.writeTextFile(`tests/golden/plots/${name}.txt`, `${plot}\n`);
}
