/** Standardises each of c features over m rows, scales and shifts it, and moves the running statistics. */
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
): void {
  const row = <usize> c << 2;
  for (let j: usize = 0; j < row; j += 4) {
    let sum: f64 = 0;
    let at = j;
    for (let r = 0; r < m; r++, at += row) sum += <f64> load<f32>(x + at);
    const mean = sum / <f64> m;
    let squares: f64 = 0;
    at = j;
    for (let r = 0; r < m; r++, at += row) {
      const d = <f64> load<f32>(x + at) - mean;
      squares += d * d;
    }
    const variance = squares / <f64> m;
    const root = Math.sqrt(variance + <f64> epsilon);
    store<f32>(deviation + j, <f32> root);
    at = j;
    for (let r = 0; r < m; r++, at += row) {
      const h = <f32> ((<f64> load<f32>(x + at) - mean) / root);
      store<f32>(xhat + at, h);
      store<f32>(y + at, h * load<f32>(gain + j) + load<f32>(shift + j));
    }
    const unbiased = m > 1 ? squares / <f64> (m - 1) : variance;
    move(runningMean + j, <f32> mean, momentum);
    move(runningVariance + j, <f32> unbiased, momentum);
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
  for (let j: usize = 0; j < row; j += 4) {
    const mean = load<f32>(runningMean + j);
    const root = sqrt<f32>(load<f32>(runningVariance + j) + epsilon);
    let at = j;
    for (let r = 0; r < m; r++, at += row) {
      store<f32>(y + at, (load<f32>(x + at) - mean) / root * load<f32>(gain + j) + load<f32>(shift + j));
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
): void {
  const row = <usize> c << 2;
  for (let j: usize = 0; j < row; j += 4) {
    let plain: f64 = 0;
    let along: f64 = 0;
    let at = j;
    for (let r = 0; r < m; r++, at += row) {
      const d = <f64> load<f32>(dy + at);
      plain += d;
      along += d * <f64> load<f32>(xhat + at);
    }
    store<f32>(dgain + j, <f32> along);
    store<f32>(dshift + j, <f32> plain);
    const g = <f64> load<f32>(gain + j) / <f64> load<f32>(deviation + j);
    const a = plain / <f64> m;
    const b = along / <f64> m;
    at = j;
    for (let r = 0; r < m; r++, at += row) {
      const d = <f64> load<f32>(dy + at) - a - <f64> load<f32>(xhat + at) * b;
      store<f32>(dx + at, <f32> (g * d));
    }
  }
}
