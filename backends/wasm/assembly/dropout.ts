// The words of the last call of threefry, four blocks side by side: WebAssembly functions give one value.
let word0: v128 = i32x4.splat(0);
let word1: v128 = i32x4.splat(0);

/**
 * out = x · factor where the mask keeps it, else 0; out may be x. Layer and step under the seed give a key, block
 * ⌊i / 2⌋ of Threefry under it the words of elements i and i + 1, which are kept if their word is at least
 * rate · 2³².
 */
export function dropout(
  x: usize,
  count: i32,
  out: usize,
  rate: f64,
  factor: f32,
  seed0: i32,
  seed1: i32,
  layer: i32,
  step: i32,
): void {
  const threshold = i32x4.splat(<i32> <u32> Math.floor(rate * 4294967296 + 0.5));
  const scale = f32x4.splat(factor);
  const zero = i32x4.splat(0);
  threefry(i32x4.splat(seed0), i32x4.splat(seed1), i32x4.splat(layer), i32x4.splat(step));
  const key0 = word0;
  const key1 = word1;
  for (let i = 0; i < count; i += 8) {
    threefry(key0, key1, i32x4.add(i32x4.splat(i >> 1), i32x4(0, 1, 2, 3)), zero);
    const at = <usize> i << 2;
    keep(x + at, out + at, count - i, scale, i32x4.ge_u(v128.shuffle<i32>(word0, word1, 0, 4, 1, 5), threshold));
    const next = i32x4.ge_u(v128.shuffle<i32>(word0, word1, 2, 6, 3, 7), threshold);
    if (count - i > 4) keep(x + at + 16, out + at + 16, count - i - 4, scale, next);
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function keep(x: usize, out: usize, count: i32, scale: v128, mask: v128): void {
  const v = v128.and(f32x4.mul(v128.load(x), scale), mask);
  if (count >= 4) return v128.store(out, v);
  store<f32>(out, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(out, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(out, f32x4.extract_lane(v, 2), 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function round(by: i32): void {
  word0 = i32x4.add(word0, word1);
  word1 = v128.xor(rotate(word1, by), word0);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function inject(key0: v128, key1: v128, number: i32): void {
  word0 = i32x4.add(word0, key0);
  word1 = i32x4.add(i32x4.add(word1, key1), i32x4.splat(number));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function oddRounds(): void {
  round(13);
  round(15);
  round(26);
  round(6);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function evenRounds(): void {
  round(17);
  round(29);
  round(16);
  round(24);
}

// Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011), on four counters at once.
function threefry(key0: v128, key1: v128, counter0: v128, counter1: v128): void {
  const key2 = v128.xor(v128.xor(key0, key1), i32x4.splat(0x1bd11bda));
  word0 = i32x4.add(counter0, key0);
  word1 = i32x4.add(counter1, key1);
  oddRounds();
  inject(key1, key2, 1);
  evenRounds();
  inject(key2, key0, 2);
  oddRounds();
  inject(key0, key1, 3);
  evenRounds();
  inject(key1, key2, 4);
  oddRounds();
  inject(key2, key0, 5);
}
