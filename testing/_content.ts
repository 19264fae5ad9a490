import type { Observations } from "../core/observations.ts";

/** What observations hold, without their methods, which differ from object to object. */
export function content(z: Observations): unknown {
  if ("names" in z && "column" in z && Array.isArray(z.names) && typeof z.column === "function") {
    const { column } = z;
    return z.names.map((name) => [name, content(column(name))]);
  }
  return Object.entries(z).filter(([, member]) => typeof member !== "function");
}
