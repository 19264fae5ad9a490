import { madd } from "./madd";

/**
 * 80 floating-point operations an iteration and nothing else: ten independent chains, more than two units of four
 * cycles need, are what no product can outrun. An entry of its own, for bench/kernels/gemm.ts.
 */
export function peak(iterations: i32, factor: f32, term: f32): f32 {
  const s = f32x4.splat(factor);
  const t = f32x4.splat(term);
  let a = f32x4.splat(1);
  let b = f32x4.splat(2);
  let c = f32x4.splat(3);
  let d = f32x4.splat(4);
  let e = f32x4.splat(5);
  let f = f32x4.splat(6);
  let g = f32x4.splat(7);
  let h = f32x4.splat(8);
  let i = f32x4.splat(9);
  let j = f32x4.splat(10);
  for (; iterations > 0; iterations--) {
    a = madd(a, s, t);
    b = madd(b, s, t);
    c = madd(c, s, t);
    d = madd(d, s, t);
    e = madd(e, s, t);
    f = madd(f, s, t);
    g = madd(g, s, t);
    h = madd(h, s, t);
    i = madd(i, s, t);
    j = madd(j, s, t);
  }
  const first = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  const second = f32x4.add(f32x4.add(e, f), f32x4.add(g, h));
  return f32x4.extract_lane(f32x4.add(f32x4.add(first, second), f32x4.add(i, j)), 0);
}
