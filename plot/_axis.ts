import type { Axis } from "./_chart.ts";

// How many intervals are aimed at; there come 3 to 10 ticks.
const INTERVALS = 5;

/** Sizes that decimals show without an exponent. */
export const [SMALL, LARGE] = [1e-3, 1e5];

/** What axes can show is less than this, and differences of it are finite. */
export const LIMIT = 1e300;

// A span that is less than this part of the numbers is rounding, and taken for none.
const ROUNDING = 1e-9;

/**
 * An axis that covers finite values and ends at round numbers: Heckbert 1990, "Nice numbers for graph labels".
 * Equal values get room on both sides. Numbers above 1e5, or below 1e-3, are shown in a power of ten, which the label
 * names.
 */
export function scaleAxis(label: string, values: Iterable<number>): Axis {
  const [from, to] = roomy(...extentOf(label, values));
  const step = nice((to - from) / INTERVALS);
  // in steps from zero, so that ticks are round numbers however far from it
  return axisOf(label, { first: Math.floor(from / step), last: Math.ceil(to / step), step });
}

/** An axis that covers whole numbers, with ticks at such. */
export function countAxis(label: string, values: Iterable<number>): Axis {
  const [low, high] = extentOf(label, values);
  const step = nice(Math.max(1, (high - low) / INTERVALS));
  const last = Math.ceil(high / step);
  return axisOf(label, { first: Math.min(last - 1, Math.floor(low / step)), last, step });
}

/** An axis of shares, from 0 to 1. */
export function shareAxis(label: string): Axis {
  return axisOf(label, { first: 0, last: 5, step: 0.2 });
}

/** An axis with a band for each name, the first one at the left or, `downwards`, at the top. */
export function bandAxis(
  label: string,
  names: readonly string[],
  { downwards = false }: { readonly downwards?: boolean } = {},
): Axis {
  const [from, to] = downwards ? [names.length - 0.5, -0.5] : [-0.5, names.length - 0.5];
  return { label, from, to, ticks: names.map((text, at) => ({ at, text })), bands: true };
}

/** The least and the largest of finite values. */
export function extentOf(label: string, values: Iterable<number>): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!(Math.abs(value) < LIMIT)) {
      throw new RangeError(
        `Cannot draw an axis of ${label}: it would show ${value}; give finite numbers, less than 1e300`,
      );
    }
    [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  if (low <= high) return [low, high];
  throw new RangeError(`Cannot draw an axis of ${label}: there is no value; give one or more`);
}

function roomy(low: number, high: number): readonly [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > ROUNDING * size && high - low > 1e-300) return [low, high];
  const pad = size < 1e-300 ? 1 : size / 10;
  return [low - pad, high + pad];
}

// The least of 1, 2, 5 and 10 times a power of ten that is not less.
function nice(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  return ([1, 2, 5].find((digit) => digit * power >= x) ?? 10) * power;
}

function axisOf(
  label: string,
  { first, last, step }: { readonly first: number; readonly last: number; readonly step: number },
): Axis {
  const largest = Math.max(Math.abs(first), Math.abs(last)) * step;
  const plain = largest >= SMALL && largest <= LARGE;
  const exponent = plain ? 0 : 3 * Math.floor(Math.log10(largest) / 3);
  // decimals that tell a step from none; log10 of 0.2 and the like is not exact, hence the margin
  const decimals = Math.max(0, -Math.floor(Math.log10(step) - exponent + 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    const text = (at / 10 ** exponent).toFixed(decimals).replace("-", "−");
    return { at, text: /[1-9]/.test(text) ? text : text.replace("−", "") };
  });
  return {
    label: exponent === 0 ? label : `${label} (×10${superscript(exponent)})`,
    from: ticks[0]!.at,
    to: ticks.at(-1)!.at,
    ticks,
    bands: false,
  };
}

/** The digits of an exponent. */
export function superscript(exponent: number): string {
  return String(exponent).replace(/./g, (sign) => sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]!);
}
