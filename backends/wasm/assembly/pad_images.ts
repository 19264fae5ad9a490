/** Copies images of height × width × channels into larger ones, zeros around them. */
export function padImages(
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  x: usize,
  top: i32,
  left: i32,
  bottom: i32,
  right: i32,
  to: usize,
): void {
  const pixel = <usize> channels << 2;
  const row = <usize> width * pixel;
  const before = <usize> left * pixel;
  const after = <usize> right * pixel;
  const wide = before + row + after;
  for (; count > 0; count--) {
    memory.fill(to, 0, <usize> top * wide + before);
    to += <usize> top * wide + before;
    for (let y = 0; y < height; y++) {
      copyRow(x, to, row);
      x += row;
      to += row;
      // the end of this row and the start of the next
      const gap = y + 1 < height ? after + before : after;
      memory.fill(to, 0, gap);
      to += gap;
    }
    memory.fill(to, 0, <usize> bottom * wide);
    to += <usize> bottom * wide;
  }
}

/** Copies a row; shorter than a call of memory.copy for the few numbers that rows of small images have. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function copyRow(from: usize, to: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Bytes of images that are worked on at once: found by bench/kernels/conv2d.ts. */
export const AT_ONCE: i32 = 32768;

/** How many images of so many bytes are padded and worked on at once. */
export function imagesAtOnce(image: i32, padded: bool, images: i32): i32 {
  return padded ? max(1, min(images, AT_ONCE / image)) : images;
}
