const KEY = Symbol.for("attune.code");

/** Notes on a function that it calls another, whose code tells it from others of its kind. Not enumerable. */
export function noteCode<F extends (...args: never[]) => unknown>(
  value: F,
  called: (...args: never[]) => unknown,
): F {
  return Object.defineProperty(value, KEY, { value: called });
}

/** The code of a function, or of what was noted that it calls. */
export function codeOf(value: object): string {
  const called: unknown = Reflect.get(value, KEY);
  return Function.prototype.toString.call(typeof called === "function" ? called : value);
}
