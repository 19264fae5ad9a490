/** WGSL of the level of a code: the nearest where it is none, and one of them for NaN too. */
export function levelText(code: string, levels: string): string {
  return `min(u32(clamp(${code}, 0.0, f32(${levels} - 1u))), ${levels} - 1u)`;
}
