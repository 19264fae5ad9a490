import type { Backend } from "../core/backend.ts";
import type { Context } from "../core/context.ts";
import { brief } from "../core/show.ts";

/** The backend to fit on. Throws where there is none, or something else. */
export function backendOf(context: Context, kind: string): Backend {
  const { backend } = context;
  if (backend && typeof backend.compile === "function") return backend;
  if (backend !== undefined && backend !== null) {
    throw new TypeError(`Cannot fit ${kind} by ${brief(backend)}: ${hintFor(backend)}`);
  }
  throw new Error(
    `Cannot fit ${kind}: no backend given; pass one, e.g. new Machine(model, data, { backend: reference() })`,
  );
}

// What somebody meant who gave something else than a backend.
function hintFor(backend: unknown): string {
  if (typeof backend === "function") {
    return "it is a function; call it, and await it where it gives a promise";
  }
  if (typeof backend === "object" && backend !== null && "then" in backend) {
    return "it is a promise of something; await it first, e.g. await webgpu()";
  }
  return 'it is no backend; give e.g. "auto", wasm() or await webgpu()';
}
