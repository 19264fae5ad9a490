import { configured, flag, integer, nested } from "../core/mod.ts";
import { type Screen, standardError } from "../listeners/screen.ts";
import type { ControlMembers, ControlOf } from "../meta/mod.ts";
import type { Chart } from "./_chart.ts";
import { drawText } from "./_draw_text.ts";
import { frameOf } from "./_options.ts";
import { type Seen, seen, trainingOf, UNSEEN } from "./_seen_losses.ts";
import { type Training, trainingChart } from "./_training_chart.ts";
import { type Plot, plotOf } from "./plot.ts";

/** Hyperparameters of {@linkcode plotLosses}. */
export interface PlotLossesParams {
  /** It draws in every so many-th cycle. Default 1. */
  readonly every: number;
  /** Whether the axis of losses is logarithmic. Default false. */
  readonly logarithmic: boolean;
  /** Where to. Default: the standard error stream, where there is one. */
  readonly screen: Screen | undefined;
  /** Takes the picture once training has stopped; training waits for a promise that it gives. Default: no one. */
  readonly onEnd: ((plot: Plot) => unknown) | undefined;
}

interface Drawing extends Seen {
  /** How often it was applied. */
  readonly times: number;
  /** The lines that are on the screen. */
  readonly lines: number;
  /** Whether they show all that was seen. */
  readonly current: boolean;
}

const make = configured<PlotLossesParams, ControlMembers<Drawing>>(
  "PlotLosses",
  {
    every: integer(1, { min: 1, doc: "it draws in every so many-th cycle" }),
    logarithmic: flag(false, "whether the axis of losses is logarithmic"),
    screen: nested<Screen | undefined>(undefined, {
      expected: "a screen, { terminal, write }",
      is: isScreen,
      doc: "where to",
    }),
    onEnd: nested<PlotLossesParams["onEnd"]>(undefined, {
      expected: "a function that takes a plot",
      is: (value) => typeof value === "function",
      doc: "takes the picture once training has stopped",
    }),
  },
  ({ every, logarithmic, screen = standardError(), onEnd }) => ({
    needs: ["loss"],
    start: () => ({ ...UNSEEN, times: 0, lines: 0, current: false }),
    async apply(state, run) {
      const now: Drawing = { ...state, ...await seen(state, run), times: state.times + 1, current: false };
      const chart = screen.terminal && now.times % every === 0 ? chartOf(now, { logarithmic }) : undefined;
      return chart ? { ...now, lines: draw(chart, { screen, over: state.lines }), current: true } : now;
    },
    async finish(state, run) {
      const chart = chartOf(state, { logarithmic });
      if (!chart) {
        run.tell("PlotLosses: there is no loss that can be drawn", 0);
        return state;
      }
      if (!state.current) draw(chart, { screen, over: 0 }); // what was told since is not written over
      await onEnd?.(plotOf(chart));
      return state;
    },
  }),
);

function isScreen(value: unknown): boolean {
  return typeof value === "object" && value !== null && "terminal" in value && "write" in value &&
    typeof value.write === "function";
}

function chartOf(now: Seen, { logarithmic }: Pick<Training, "logarithmic">): Chart | undefined {
  return trainingChart({ ...trainingOf(now), logarithmic }, frameOf({}, "Losses of training"));
}

// To the start of the line, and erases from there; a progress bar may stand on it.
const ERASE = "\r\x1b[J";

// Draws over so many lines above, if the screen can, and tells how many it has drawn.
function draw(
  chart: Chart,
  { screen, over }: { readonly screen: Screen; readonly over: number },
): number {
  const text = `${drawText(chart)}\n`;
  const up = over > 0 ? `\x1b[${over}A` : "";
  screen.write(screen.terminal ? up + ERASE + text : text);
  return text.split("\n").length - 1;
}

/**
 * Draws the losses while training goes on: those of training, and what was measured on rows held out, or else the loss that
 * there is. On a terminal the picture is drawn over itself, in each cycle or in every so many-th; it needs 80 columns and 24
 * lines, and what others write there meanwhile may be lost. Where output is piped, it is drawn once, when training has
 * stopped. It stands behind the controls that train.
 *
 * A dotted line marks the best iterate so far: that of the least loss, of several the first. Axes and what cannot be drawn
 * are as in `plotTraining`, which draws the report afterwards. `onEnd` takes the picture, e.g. to write it to a file:
 * `plotLosses({ onEnd: (plot) => Deno.writeTextFile("losses.svg", plot.svg) })`. What it throws, training throws.
 *
 * In folds that are trained side by side the pictures would draw over each other: give a screen that shows nothing,
 * `{ terminal: false, write() {} }`.
 *
 * @example
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { iterated, numberLimit, step } from "@attune/attune/meta";
 * import { plotLosses } from "@attune/attune/plot";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
 * let text = "";
 * const screen = { terminal: false, write: (written: string) => text += written };
 * const controls = [step(1), plotLosses({ screen, logarithmic: true }), numberLimit(5)];
 * using machine = new Machine(iterated(descender({ eta: 0.01 }), { controls }), data);
 * await machine.fit();
 * assert.match(text, /best: 5 iterations/);
 * ```
 */
export function plotLosses(options: Partial<PlotLossesParams> = {}): ControlOf<PlotLossesParams> {
  return make(options);
}
