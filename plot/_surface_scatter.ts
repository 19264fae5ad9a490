import { along, type Point } from "./_chart.ts";
import { coloursOf, measureAxis } from "./_measure_axis.ts";
import { parameterAxis } from "./_parameter_axis.ts";
import { bestEntry, byMeasurement, failedEntry } from "./_search_source.ts";
import type { Drawn, Surface } from "./_surface.ts";

/** A point for each candidate, the better ones above. */
export function scatterChart(doing: string, { candidates, across, upwards, logarithmic }: Surface): Drawn {
  const { measurements, finite, failed, best } = candidates;
  const [x, y] = [parameterAxis(doing, across), parameterAxis(doing, upwards)];
  const values = finite.map((i) => measurements[i]!);
  const colours = coloursOf(candidates, { axis: measureAxis(candidates, values, { logarithmic }), values });
  const at = (i: number): Point => [x.places[i]!, y.places[i]!];
  const order = byMeasurement(candidates);
  return {
    x: x.axis,
    panels: [{
      y: y.axis,
      marks: [
        { kind: "crosses", points: failed.map(at) },
        {
          kind: "dots",
          points: order.map(at),
          shares: order.map((i) => along(colours.axis, measurements[i]!)),
          style: 0,
        },
        ...best === undefined ? [] : [{ kind: "star", at: at(best) } as const],
      ],
      aspect: 0.75,
    }],
    colours,
    legend: [
      ...bestEntry(candidates, "star"),
      ...failedEntry(candidates),
    ],
  };
}
