import { sumsOf, WIDTH } from "./feature_sums";
import { storeLanes } from "./finish";

/**
 * Standardises each of c features over m rows, scales and shifts it, and moves the running statistics. Numbers are taken
 * from those of the first row, so that features far from zero keep their digits and constant ones are exactly 0.
 */
export function batchNormTrain(
  x: usize,
  m: i32,
  c: i32,
  gain: usize,
  shift: usize,
  runningMean: usize,
  runningVariance: usize,
  momentum: f32,
  epsilon: f32,
  xhat: usize,
  deviation: usize,
  y: usize,
  scratch: usize,
): void {
  const row = <usize> c << 2;
  const means = scratch;
  const inverses = scratch + (<usize> WIDTH << 2);
  const sums = scratch + (<usize> WIDTH << 3);
  for (let j = 0; j < c; j += WIDTH) {
    const width = min(c - j, WIDTH);
    const at = <usize> j << 2;
    sumsOf(0, x + at, 0, m, row, width, means, sums);
    // the mean's distance from the first row
    for (let k = 0; k < width; k++) {
      store<f32>(means + (<usize> k << 2), <f32> (load<f64>(sums + (<usize> k << 3)) / <f64> m));
    }
    sumsOf(1, x + at, 0, m, row, width, means, sums);
    for (let k = 0; k < width; k++) {
      const squares = load<f64>(sums + (<usize> k << 3));
      const root = Math.sqrt(squares / <f64> m + <f64> epsilon);
      const here = at + (<usize> k << 2);
      store<f32>(deviation + here, <f32> root);
      store<f32>(inverses + (<usize> k << 2), <f32> (1 / root));
      const unbiased = m > 1 ? squares / <f64> (m - 1) : squares;
      move(runningMean + here, load<f32>(x + here) + load<f32>(means + (<usize> k << 2)), momentum);
      move(runningVariance + here, <f32> unbiased, momentum);
    }
    standardise(x + at, m, row, width, gain + at, shift + at, means, inverses, xhat + at, y + at);
  }
}

/** x̂ = ((x − first) − mean) / deviation and y = x̂ · gain + shift. */
function standardise(
  x: usize,
  m: i32,
  row: usize,
  width: i32,
  gain: usize,
  shift: usize,
  means: usize,
  inverses: usize,
  xhat: usize,
  y: usize,
): void {
  for (let r = 0; r < m; r++) {
    const here = <usize> r * row;
    for (let k = 0; k < width; k += 4) {
      const at = <usize> k << 2;
      const d = f32x4.sub(f32x4.sub(v128.load(x + here + at), v128.load(x + at)), v128.load(means + at));
      const h = f32x4.mul(d, v128.load(inverses + at));
      storeLanes(xhat + here + at, h, min(width - k, 4));
      const z = f32x4.add(f32x4.mul(h, v128.load(gain + at)), v128.load(shift + at));
      storeLanes(y + here + at, z, min(width - k, 4));
    }
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function move(at: usize, to: f32, share: f32): void {
  store<f32>(at, (<f32> 1 - share) * load<f32>(at) + share * to);
}

/** Standardises by the running statistics, scales and shifts. */
export function batchNormInfer(
  x: usize,
  m: i32,
  c: i32,
  gain: usize,
  shift: usize,
  runningMean: usize,
  runningVariance: usize,
  epsilon: f32,
  y: usize,
): void {
  const row = <usize> c << 2;
  const e = f32x4.splat(epsilon);
  for (let k = 0; k < c; k += 4) {
    const at = <usize> k << 2;
    const mean = v128.load(runningMean + at);
    const root = f32x4.sqrt(f32x4.add(v128.load(runningVariance + at), e));
    const g = f32x4.div(v128.load(gain + at), root);
    const b = v128.load(shift + at);
    let here = at;
    for (let r = 0; r < m; r++, here += row) {
      const z = f32x4.add(f32x4.mul(f32x4.sub(v128.load(x + here), mean), g), b);
      storeLanes(y + here, z, min(c - k, 4));
    }
  }
}

/** dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / deviation with dx̂ = dy · gain, feature by feature over the rows. */
export function batchNormBack(
  dy: usize,
  xhat: usize,
  deviation: usize,
  gain: usize,
  m: i32,
  c: i32,
  dgain: usize,
  dshift: usize,
  dx: usize,
  scratch: usize,
): void {
  const row = <usize> c << 2;
  const plain = scratch;
  const along = scratch + (<usize> WIDTH << 2);
  const factors = scratch + (<usize> WIDTH << 3);
  const sums = scratch + (<usize> WIDTH << 4);
  for (let j = 0; j < c; j += WIDTH) {
    const width = min(c - j, WIDTH);
    const at = <usize> j << 2;
    sumsOf(2, dy + at, 0, m, row, width, 0, sums);
    for (let k: usize = 0; k < <usize> width; k++) {
      const sum = load<f64>(sums + (k << 3));
      store<f32>(dshift + at + (k << 2), <f32> sum);
      store<f32>(plain + (k << 2), <f32> (sum / <f64> m));
    }
    sumsOf(3, dy + at, xhat + at, m, row, width, 0, sums);
    for (let k: usize = 0; k < <usize> width; k++) {
      const sum = load<f64>(sums + (k << 3));
      store<f32>(dgain + at + (k << 2), <f32> sum);
      store<f32>(along + (k << 2), <f32> (sum / <f64> m));
      store<f32>(factors + (k << 2), load<f32>(gain + at + (k << 2)) / load<f32>(deviation + at + (k << 2)));
    }
    for (let r = 0; r < m; r++) {
      const here = at + <usize> r * row;
      for (let k = 0; k < width; k += 4) {
        const q = <usize> k << 2;
        const h = f32x4.mul(v128.load(xhat + here + q), v128.load(along + q));
        const d = f32x4.sub(f32x4.sub(v128.load(dy + here + q), v128.load(plain + q)), h);
        storeLanes(dx + here + q, f32x4.mul(d, v128.load(factors + q)), min(width - k, 4));
      }
    }
  }
}
