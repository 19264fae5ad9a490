/**
 * a · b + c. The relaxed build may round once instead of twice, as the processor likes; the deterministic build
 * rounds twice everywhere. The one place where the two builds differ.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
