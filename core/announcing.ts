import type { Context, Event } from "./context.ts";

/** A context in which it is told, before anything else and once, that a model goes on. */
export interface Announcing {
  /** Tells that before it tells the first event. */
  readonly context: Context;
  /** Tells it now, if it was not told yet. */
  tell(): void;
}

/** Tells that a model of this kind goes on, as soon as something tells that it does. */
export function announcing(kind: string, context: Context): Announcing {
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    context.emit({ type: "update", kind });
  };
  const emit = (event: Event) => {
    tell();
    context.emit(event);
  };
  return { context: { ...context, emit }, tell };
}
