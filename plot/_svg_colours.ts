import { along, type Colours } from "./_chart.ts";
import { AXIS } from "./_palette.ts";
import { tint } from "./_sequence.ts";
import { element, group, label, polyline, textWidth } from "./_svg.ts";

const [WIDTH, STEPS] = [260, 52]; // pixels, and boxes of one colour

/** Room that a colour bar takes, in pixels. */
export const BAR_HEIGHT = 46;

/** What colours tell: a bar from the least to the largest value, with numbers. */
export function drawColours(
  { axis }: Colours,
  { left, top, room }: { readonly left: number; readonly top: number; readonly room: number },
): string {
  const width = Math.min(WIDTH, room);
  const ascends = axis.from < axis.to;
  const share = (part: number) => ascends ? part : 1 - part; // its own inverse
  const boxes = Array.from({ length: STEPS }, (_, i) =>
    element("rect", {
      x: left + width * i / STEPS,
      y: top + 6,
      width: width / STEPS + (i < STEPS - 1 ? 0.5 : 0), // the next one covers the seam
      height: 12,
      fill: tint(share((i + 0.5) / STEPS)),
    }));
  const places = axis.ticks.map(({ at }) => left + width * share(along(axis, at)));
  const least = Math.min(...places.slice(1).map((place, i) => place - places[i]!));
  const every = Math.ceil((Math.max(0, ...axis.ticks.map(({ text }) => textWidth(text))) + 8) / least) || 1;
  const ticks = axis.ticks.flatMap(({ text }, i) => [
    polyline([[places[i]!, top + 18], [places[i]!, top + 22]], { stroke: AXIS }),
    ...(i % every === 0 ? [label(text, { x: places[i]!, y: top + 34, "text-anchor": "middle" })] : []),
  ]);
  return group({}, [label(axis.label, { x: left, y: top }), ...boxes, ...ticks]);
}
