import { equal } from "../core/params.ts";

/** Tells the place of a value in a list, or −1: values are equal by structure, and the same objects are found at once. */
export function placesIn(values: readonly unknown[]): (value: unknown) => number {
  const places = new Map<unknown, number>();
  values.forEach((value, place) => places.has(value) || places.set(value, place));
  const objects = values.flatMap((value, place) => isObject(value) ? [{ value, place }] : []);
  return (value) => {
    const place = places.get(value);
    if (place !== undefined || !isObject(value)) return place ?? -1;
    return objects.find((object) => equal(object.value, value))?.place ?? -1;
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
