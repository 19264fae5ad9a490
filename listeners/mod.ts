/**
 * Listeners: they receive the events of a run and show or record them. They change nothing.
 *
 * @module
 */
export { type Events, events, type EventsOptions, type EventsRun } from "./events.ts";
export type { Screen } from "./screen.ts";
export { progress, type ProgressOptions, type Verbosity } from "./progress.ts";
