import { finishOne, finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/**
 * Four pixels × 8 results of a convolution, A in place: the patch of a pixel is `down` runs of images' rows, each
 * `across` runs of `run` floats that lie side by side; steps are in bytes. `tile` holds the addresses of four patches and
 * of four results, of which the first `rows` are written. B is a panel, as packRows makes it. See rowTile for the shape.
 */
export function convTile(
  tile: usize,
  rows: i32,
  run: i32,
  across: i32,
  acrossStep: i32,
  down: i32,
  downStep: i32,
  b: usize,
  width: i32,
  from: usize,
  mask: usize,
  relu: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const a0 = load<i32>(tile);
  const a1 = load<i32>(tile, 4);
  const a2 = load<i32>(tile, 8);
  const a3 = load<i32>(tile, 12);
  for (let i = 0, row = 0; i < down; i++, row += downStep) {
    for (let j = 0, start = row; j < across; j++, start += acrossStep) {
      let p0: usize = a0 + start;
      let p1: usize = a1 + start;
      let p2: usize = a2 + start;
      let p3: usize = a3 + start;
      let k = run;
      for (; k >= 4; k -= 4) {
        const v0 = v128.load(p0);
        const v1 = v128.load(p1);
        const v2 = v128.load(p2);
        const v3 = v128.load(p3);
        p0 += 16;
        p1 += 16;
        p2 += 16;
        p3 += 16;
        let x = v128.load(b);
        let y = v128.load(b, 16);
        let s = lane0(v0);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = lane0(v1);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = lane0(v2);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = lane0(v3);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
        x = v128.load(b, 32);
        y = v128.load(b, 48);
        s = lane1(v0);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = lane1(v1);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = lane1(v2);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = lane1(v3);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
        x = v128.load(b, 64);
        y = v128.load(b, 80);
        s = lane2(v0);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = lane2(v1);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = lane2(v2);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = lane2(v3);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
        x = v128.load(b, 96);
        y = v128.load(b, 112);
        s = lane3(v0);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = lane3(v1);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = lane3(v2);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = lane3(v3);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
        b += 128;
      }
      for (; k > 0; k--) {
        const x = v128.load(b);
        const y = v128.load(b, 16);
        let s = v128.load_splat<f32>(p0);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = v128.load_splat<f32>(p1);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = v128.load_splat<f32>(p2);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = v128.load_splat<f32>(p3);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
        p0 += 4;
        p1 += 4;
        p2 += 4;
        p3 += 4;
        b += 32;
      }
    }
  }
  finishRow(c00, c01, load<usize>(tile, 16), width, from, mask, relu);
  if (rows > 1) finishRow(c10, c11, load<usize>(tile, 20), width, from, mask, relu);
  if (rows > 2) finishRow(c20, c21, load<usize>(tile, 24), width, from, mask, relu);
  if (rows > 3) finishRow(c30, c31, load<usize>(tile, 28), width, from, mask, relu);
}

// `mask` is the distance from a result to what says whether it is kept.
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function finishRow(x: v128, y: v128, c: usize, width: i32, from: usize, mask: usize, relu: bool): void {
  const kept = mask ? c + mask : 0;
  if (width > 4) finishPair(x, y, c, width, from, kept, relu);
  else finishOne(x, c, width, from, kept, relu);
}
