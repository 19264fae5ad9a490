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

/** Levels a row from which on going over the rows three times takes less than once over all sums: as timed. */
const SPARSE: i32 = 4;

/** What is done to the sums of a row's level. */
const CLEAR: i32 = 0;
const ADD: i32 = 1;
const STORE: i32 = 2;

/**
 * Gradient of the kernel: row l is the sum of those rows of dy whose code is l, in their order, in float64. Levels and
 * units are taken in blocks whose sums fit into the scratch memory: many levels, or some of the units of one.
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
    const most = max(1, room / units);
    for (let l = 0; l < levels; l += most) {
      const count = min(levels - l, most);
      const row = dy + (<usize> u << 2);
      const to = gradient + (<usize> (l * units + u) << 2);
      if (count > SPARSE * m) {
        memory.fill(to, 0, <usize> (count * width) << 2);
        visit(CLEAR, x, ldx, row, ldy, m, levels, l, count, width, sums, to);
        visit(ADD, x, ldx, row, ldy, m, levels, l, count, width, sums, to);
        visit(STORE, x, ldx, row, ldy, m, levels, l, count, width, sums, to);
      } else {
        memory.fill(sums, 0, <usize> (count * width) << 3);
        visit(ADD, x, ldx, row, ldy, m, levels, l, count, width, sums, to);
        demote(sums, to, count * width);
      }
    }
  }
}

/** Row by row, where the level is one of `count` from l on. */
function visit(
  what: i32,
  x: usize,
  ldx: i32,
  dy: usize,
  ldy: i32,
  m: i32,
  levels: i32,
  l: i32,
  count: i32,
  width: i32,
  sums: usize,
  gradient: usize,
): void {
  for (let r = 0; r < m; r++) {
    const level = levelOf(x, levels) - l;
    if (<u32> level < <u32> count) {
      const own = sums + (<usize> (level * width) << 3);
      if (what == ADD) add(dy, own, width);
      else if (what == CLEAR) clear(own, width);
      else demote(own, gradient + (<usize> (level * width) << 2), width);
    }
    x += <usize> ldx << 2;
    dy += <usize> ldy << 2;
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
  for (; width >= 2; width -= 2, row += 8, sums += 16) {
    const pair = f64x2.promote_low_f32x4(v128.load_zero<f64>(row));
    v128.store(sums, f64x2.add(v128.load(sums), pair));
  }
  if (width) store<f64>(sums, load<f64>(sums) + <f64> load<f32>(row));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function clear(sums: usize, width: i32): void {
  for (let k = 0; k < width; k++, sums += 8) store<f64>(sums, 0);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function demote(sums: usize, to: usize, width: i32): void {
  for (; width >= 2; width -= 2, sums += 16, to += 8) {
    v128.store_lane<f64>(to, f32x4.demote_f64x2_zero(v128.load(sums)), 0);
  }
  if (width) store<f32>(to, <f32> load<f64>(sums));
}
