import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";

/** What every plot may be told. */
export interface PlotOptions {
  /** What stands above it; `""` for nothing. Says what it shows if absent. */
  readonly title?: string;
  /** Width in pixels; 480 if absent, or more where a matrix needs it. */
  readonly width?: number;
  /** Height in pixels; what suits the content if absent. */
  readonly height?: number;
}

const LEAST = 200; // pixels; less leaves no room beside labels
const MOST = 10_000;

/** Refuses options of another name, and sizes that cannot be drawn. `kind` is the function's name. */
export function checkOptions(kind: string, options: PlotOptions, names: readonly string[]): void {
  checkNames(kind, options, [...names, "title", "width", "height"]);
  if (options.title !== undefined && typeof options.title !== "string") {
    throw new TypeError(`Cannot set "title" of ${kind}: it is ${brief(options.title)}; give a string`);
  }
  for (const name of ["width", "height"] as const) {
    const size = options[name];
    if (size === undefined || (size >= LEAST && size <= MOST)) continue;
    throw new RangeError(
      `Cannot set "${name}" of ${kind}: it is ${brief(size)}; give pixels, from ${LEAST} to ${MOST}`,
    );
  }
}

/** Size and title as a chart has them; `name` is the title if none is given. */
export function frameOf({ title, width, height }: PlotOptions, name: string) {
  return { name: title || name, title: title ?? name, width, height };
}
