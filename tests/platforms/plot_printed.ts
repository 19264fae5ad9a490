import { plotRoc } from "../../mod.ts";

/** A plot for printing: points that are given, so that nothing is learned. */
export const plot = plotRoc({ name: "model", falsePositiveRates: [0, 0, 1], truePositiveRates: [0, 0.5, 1] });

if (import.meta.main) console.log(plot);
