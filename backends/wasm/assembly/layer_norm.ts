/** Standardises each row of c features, scales and shifts it. */
export function layerNorm(
  x: usize,
  m: i32,
  c: i32,
  gain: usize,
  shift: usize,
  epsilon: f32,
  xhat: usize,
  deviation: usize,
  y: usize,
): void {
  const row = <usize> c << 2;
  for (let r = 0; r < m; r++) {
    let sum: f64 = 0;
    for (let j: usize = 0; j < row; j += 4) sum += <f64> load<f32>(x + j);
    const mean = sum / <f64> c;
    let squares: f64 = 0;
    for (let j: usize = 0; j < row; j += 4) {
      const d = <f64> load<f32>(x + j) - mean;
      squares += d * d;
    }
    const root = Math.sqrt(squares / <f64> c + <f64> epsilon);
    store<f32>(deviation + (<usize> r << 2), <f32> root);
    for (let j: usize = 0; j < row; j += 4) {
      const h = <f32> ((<f64> load<f32>(x + j) - mean) / root);
      store<f32>(xhat + j, h);
      store<f32>(y + j, h * load<f32>(gain + j) + load<f32>(shift + j));
    }
    x += row;
    xhat += row;
    y += row;
  }
}

/** dx = (dx̂ − mean dx̂ − x̂ · mean(dx̂ x̂)) / deviation with dx̂ = dy · gain, row by row; dgain and dshift sum over rows. */
export function layerNormBack(
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
  }
  for (let r = 0; r < m; r++) {
    let plain: f64 = 0;
    let along: f64 = 0;
    for (let j: usize = 0; j < row; j += 4) {
      const d = <f64> load<f32>(dy + j) * <f64> load<f32>(gain + j);
      plain += d;
      along += d * <f64> load<f32>(xhat + j);
    }
    const a = plain / <f64> c;
    const b = along / <f64> c;
    const root = <f64> load<f32>(deviation + (<usize> r << 2));
    for (let j: usize = 0; j < row; j += 4) {
      const d = <f64> load<f32>(dy + j) * <f64> load<f32>(gain + j);
      store<f32>(dx + j, <f32> ((d - a - <f64> load<f32>(xhat + j) * b) / root));
    }
    dy += row;
    xhat += row;
    dx += row;
  }
}
