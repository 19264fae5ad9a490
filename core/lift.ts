import type { Report, Traits } from "./model.ts";

/** What a wrapped model says of itself, for a wrapper that holds it as parameter `name`: paths lead through that. */
export function liftTraits(traits: Traits, name: string): Traits {
  const { iteration, warm, ...others } = traits;
  return Object.freeze<Traits>({
    ...others,
    ...(iteration !== undefined && { iteration: `${name}.${iteration}` }),
    ...(warm && { warm: warm.map((path) => `${name}.${path}`) }),
  });
}

/** What a wrapped fit has to tell, for a wrapper that gave it all its rows: its losses and rows, and the whole under `name`. */
export function liftReport(report: Report, name: string): Report {
  const { losses, rows } = report;
  return { ...(losses && { losses }), ...(rows && { rows }), [name]: report };
}
