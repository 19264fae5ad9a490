import { scratchBytes } from "./blocks";
import { copy } from "./rows";

/** Row r of y becomes row x[r] of the kernel, which is levels × units; rows of x and y have `ldx` and `ldy` floats. */
export function embed(
  x: usize,
  ldx: i32,
  m: i32,
  levels: i32,
  units: i32,
  kernel: usize,
  y: usize,
  ldy: i32,
): void {
  const bytes = <usize> units << 2;
  for (let r = 0; r < m; r++) {
    copy(kernel + <usize> levelOf(x, levels) * bytes, y, bytes);
    x += <usize> ldx << 2;
    y += <usize> ldy << 2;
  }
}

/**
 * Gradient of the kernel: row l is the sum of those rows of dy whose code is l, in their order, in float64. Levels and
 * units are taken in blocks whose sums fit into the scratch memory.
 */
export function embedWeights(
  x: usize,
  ldx: i32,
  dy: usize,
  ldy: i32,
  m: i32,
  levels: i32,
  units: i32,
  gradient: usize,
  sums: usize,
): void {
  const room = scratchBytes() >> 3;
  for (let u = 0; u < units; u += room) {
    const width = min(units - u, room);
    const most = room / width;
    for (let l = 0; l < levels; l += most) {
      const count = min(levels - l, most);
      memory.fill(sums, 0, <usize> (count * width) << 3);
      let code = x;
      let row = dy + (<usize> u << 2);
      for (let r = 0; r < m; r++) {
        const level = levelOf(code, levels) - l;
        if (<u32> level < <u32> count) add(row, sums + (<usize> (level * width) << 3), width);
        code += <usize> ldx << 2;
        row += <usize> ldy << 2;
      }
      const to = gradient + (<usize> (l * units + u) << 2);
      for (let k = 0; k < count; k++) {
        demote(sums + (<usize> (k * width) << 3), to + (<usize> (k * units) << 2), width);
      }
    }
  }
}

/** The level of a code: the nearest where it is none. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function levelOf(code: usize, levels: i32): i32 {
  return max(0, min(levels - 1, <i32> load<f32>(code)));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function add(row: usize, sums: usize, width: i32): void {
  for (let k = 0; k < width; k++, row += 4, sums += 8) {
    store<f64>(sums, load<f64>(sums) + <f64> load<f32>(row));
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function demote(sums: usize, to: usize, width: i32): void {
  for (let k = 0; k < width; k++, sums += 8, to += 4) store<f32>(to, <f32> load<f64>(sums));
}
