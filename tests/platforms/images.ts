import { decodeImages, readIdx } from "../../mod.ts";

// One gray pixel; and 4 × 4 pixels in colour, written by Pillow 9.4 (quality 50, no halved chroma).
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
const JPEG =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i" +
  "Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj" +
  "Y2NjY2NjY2P/wAARCAAEAAQDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABkQAAEFAAAAAAAAAAAAAAAAAAQAAgUU" +
  "I//EABUBAQEAAAAAAAAAAAAAAAAAAAMF/8QAHBEAAQMFAAAAAAAAAAAAAAAABAABBQMTFCEi/9oADAMBAAIRAxEAPwBQKFBrNyUY" +
  "6TJvP0kjjK2O21//2Q==";

/** What the decoders make of a PNG, a JPEG and a gzipped IDX file: the same bytes on every platform. */
export async function decodedBytes(): Promise<string> {
  const bytes = (file: string) => Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  const idx = new Blob([Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9)]).stream();
  const zipped = await new Response(idx.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  const all = [
    await decodeImages([bytes(PNG)]),
    await decodeImages([bytes(JPEG)]),
    (await readIdx({ images: zipped })).x,
  ];
  return all.map((x) => `${x}: ${Array.from(x.pixels, (value) => Math.round(value * 255))}`).join("; ");
}
