const SIMD = 0xfd;

function simd(op: number): readonly number[] {
  return op < 0x80 ? [SIMD, op] : [SIMD, op & 0x7f | 0x80, op >> 7];
}

/** Bytes of the instructions that need no immediate (WebAssembly core specification 2.0, section 5.4). */
export const PLAIN = {
  "end": [0x0b],
  "else": [0x05],
  "drop": [0x1a],
  "select": [0x1b],
  "i32.eqz": [0x45],
  "i32.eq": [0x46],
  "i32.lt_u": [0x49],
  "i32.ge_u": [0x4f],
  "i32.add": [0x6a],
  "i32.sub": [0x6b],
  "i32.mul": [0x6c],
  "i32.div_u": [0x6e],
  "i32.rem_u": [0x70],
  "i32.and": [0x71],
  "i32.shl": [0x74],
  "f64.eq": [0x61],
  "f64.ne": [0x62],
  "f64.lt": [0x63],
  "f64.gt": [0x64],
  "f64.abs": [0x99],
  "f64.neg": [0x9a],
  "f64.floor": [0x9c],
  "f64.sqrt": [0x9f],
  "f64.add": [0xa0],
  "f64.sub": [0xa1],
  "f64.mul": [0xa2],
  "f64.div": [0xa3],
  "f64.min": [0xa4],
  "f64.max": [0xa5],
  "f32.demote_f64": [0xb6],
  "f64.convert_i32_s": [0xb7],
  "f64.convert_i32_u": [0xb8],
  "f32x4.splat": simd(0x13),
  "f32x4.ne": simd(0x42),
  "f32x4.lt": simd(0x43),
  "f32x4.gt": simd(0x44),
  "v128.and": simd(0x4e),
  "v128.bitselect": simd(0x52),
  "f32x4.floor": simd(0x68),
  "f32x4.abs": simd(0xe0),
  "f32x4.neg": simd(0xe1),
  "f32x4.sqrt": simd(0xe3),
  "f32x4.add": simd(0xe4),
  "f32x4.sub": simd(0xe5),
  "f32x4.mul": simd(0xe6),
  "f32x4.div": simd(0xe7),
  "f32x4.min": simd(0xe8),
  "f32x4.max": simd(0xe9),
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Bytes and alignment exponent of the instructions that go to memory. */
export const MEMORY = {
  "i32.load": [[0x28], 2],
  "f32.load": [[0x2a], 2],
  "f64.load": [[0x2b], 3],
  "i32.store": [[0x36], 2],
  "f64.store": [[0x39], 3],
  "v128.load": [simd(0x00), 2],
  "v128.load32_splat": [simd(0x09), 2],
  "v128.store": [simd(0x0b), 2],
} as const satisfies Readonly<Record<string, readonly [readonly number[], number]>>;

/** Bytes of value types. */
export const TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** Types of values. */
export type ValueType = keyof typeof TYPES;

/** Names of the instructions that need no immediate. */
export type Instruction = keyof typeof PLAIN;
