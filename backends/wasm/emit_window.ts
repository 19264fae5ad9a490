import type { Convolving, Step } from "../lowering/mod.ts";
import type { Table } from "./table.ts";

/** A step that moves a window over images. */
export type Windowed = Extract<Step, { readonly window: unknown }>;

/** Offset in the table of a description of a window, as assembly/window.ts reads it. */
export function windowAt(step: Windowed, table: Table): number {
  const { window } = step;
  const { groups, inputs, outputs }: Omit<Convolving, "window"> = "channels" in step
    ? { groups: 1, inputs: step.channels, outputs: step.channels }
    : step;
  const { input, output, size, stride, dilation, before, after } = window;
  const numbers = [input, output, size, stride, dilation, before, after, [groups, inputs, outputs]].flat();
  // numbers never share an entry, so that these stand side by side
  const [first = 0] = numbers.map((value) => table.at({ kind: "i32", value }));
  return first;
}
