import { extentOf, LARGE, LIMIT, scaleAxis, SMALL, superscript } from "./_axis.ts";
import type { Axis, Tick } from "./_chart.ts";

const DECADES = 8; // of more, not every power of ten is a tick
const DIGITS = 3; // of so few, 2 and 5 times a power are ticks too
const LARGEST = Math.log10(LIMIT); // exponent

/**
 * A logarithmic axis that covers values above 0 and ends at powers of ten, or at 2 or 5 times such where there are few.
 * Values of which the largest is at most 2.5 times the least differ as on a scale, and get its round numbers.
 */
export function logAxis(label: string, values: readonly number[]): Axis {
  const [low, high] = extentOf(label, values);
  if (low <= 0) {
    throw new RangeError(
      `Cannot draw a logarithmic axis of ${label}: it would show ${low}; give numbers above 0`,
    );
  }
  if (high <= 2.5 * low) return { ...scaleAxis(label, values), logarithmic: true };
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const ticks = Math.log10(high / low) <= DIGITS ? fineTicks(first, last) : powers(first, last);
  const from = ticks.findLastIndex(({ at }) => at <= low);
  const to = ticks.findIndex(({ at }) => at >= high);
  const shown = ticks.slice(Math.max(0, from), to < 0 ? undefined : to + 1); // logarithms are rounded, ends may lack
  return { label, from: shown[0]!.at, to: shown.at(-1)!.at, ticks: shown, bands: false, logarithmic: true };
}

function fineTicks(first: number, last: number): readonly Tick[] {
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return exponents.flatMap((exponent) => [1, 2, 5].map((digit) => tick(digit, exponent)));
}

function powers(first: number, last: number): readonly Tick[] {
  const step = Math.ceil((last - first) / DECADES);
  const [from, to] = [Math.floor(first / step), Math.ceil(last / step)];
  return Array.from({ length: to - from + 1 }, (_, i) => tick(1, within((from + i) * step)));
}

// A power beyond might be 0 or infinite.
function within(exponent: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, exponent));
}

function tick(digit: number, exponent: number): Tick {
  const at = Number(`${digit}e${exponent}`); // 10 ** exponent would be rounded
  if (at >= SMALL && at <= LARGE) return { at, text: String(at) };
  return { at, text: `${digit === 1 ? "" : `${digit}×`}10${superscript(exponent)}` };
}
