// Along one axis of a strided window, a point of the image at `origin` (its number plus the padding before it) is seen by
// every so many-th tap of the window only: those for which (origin − tap · dilation) / stride is a whole number, and then
// that is the place which sees it.

/** The first tap that sees the point, or −1. */
export function firstTap(origin: i32, dilation: i32, stride: i32, size: i32): i32 {
  for (let tap = 0; tap < size; tap++) {
    if ((origin - tap * dilation) % stride == 0) return tap;
  }
  return -1;
}

/** From one tap that sees a point to the next. */
export function tapStep(dilation: i32, stride: i32): i32 {
  return stride / divisor(dilation, stride);
}

/** From the place that sees a point by one tap to that which sees it by the tap before. */
export function placeStep(dilation: i32, stride: i32): i32 {
  return dilation / divisor(dilation, stride);
}

/** How many taps see the point. */
export function tapCount(origin: i32, dilation: i32, stride: i32, size: i32): i32 {
  const first = firstTap(origin, dilation, stride, size);
  return first < 0 ? 0 : (size - 1 - first) / tapStep(dilation, stride) + 1;
}

/** The last tap that sees the point; only where one does. */
export function lastTap(origin: i32, dilation: i32, stride: i32, size: i32): i32 {
  const more = tapCount(origin, dilation, stride, size) - 1;
  return firstTap(origin, dilation, stride, size) + more * tapStep(dilation, stride);
}

function divisor(a: i32, b: i32): i32 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
