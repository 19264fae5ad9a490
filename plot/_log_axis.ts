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

/** As `logAxis`, of values of one sign: for those below 0 it is the same the other way round. */
export function signedLogAxis(label: string, values: readonly number[]): Axis {
  if (!values.every((value) => value < 0)) return logAxis(label, values);
  const { from, to, ticks, ...axis } = logAxis(label, values.map((value) => -value));
  const mirrored = ticks.map(({ at, text }) => ({ at: -at, text: `−${text}` })).reverse();
  return { ...axis, from: -to, to: -from, ticks: mirrored };
}

/** A logarithmic axis that covers values above 0 and ends at powers of two. */
export function log2Axis(label: string, values: readonly number[]): Axis {
  const [low, high] = extentOf(label, values);
  if (low <= 0 || high < 2 * low) return logAxis(label, values);
  const [first, last] = [Math.floor(Math.log2(low)), Math.ceil(Math.log2(high))];
  const step = Math.ceil((last - first) / DECADES);
  const count = Math.ceil((last - first) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => twos(last - (count - i) * step));
  return { label, from: ticks[0]!.at, to: ticks.at(-1)!.at, ticks, bands: false, logarithmic: true };
}

function twos(exponent: number): Tick {
  const at = 2 ** exponent;
  const isPlain = at >= SMALL && at <= LARGE && at.toString().length <= 6;
  return { at, text: isPlain ? String(at) : `2${superscript(exponent)}` };
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
