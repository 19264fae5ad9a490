type Parse = typeof import("csv-parse/sync").parse;
type Stringify = typeof import("csv-stringify/sync").stringify;

// The builds for Node and Deno need the global Buffer as they load, and browsers have none. The builds for browsers
// bring their own, but set prototypes in a way that Deno refuses. So each gets the build that it can run.
const here = "Buffer" in globalThis;

/** `parse` of csv-parse. */
export const parse: Parse = here
  ? (await import("csv-parse/sync")).parse
  : (await import("csv-parse/browser/esm/sync")).parse;

/** `stringify` of csv-stringify. */
export const stringify: Stringify = here
  ? (await import("csv-stringify/sync")).stringify
  : (await import("csv-stringify/browser/esm/sync")).stringify;
