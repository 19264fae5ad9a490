import type { Shape } from "./array.ts";

/** An operation that needs a fit was called before one. */
export class NotLearnedError extends Error {
  /** The name of this class. */
  override readonly name = "NotLearnedError";
  /** Says what was asked of which kind of model. */
  constructor(
    operation: string,
    /** The model's kind. */ readonly kind: string,
  ) {
    super(`Cannot ${operation} ${kind}: it has not learned yet; call fit() first`);
  }
}

/** The data do not suit the model or the operation. */
export class DataError extends RangeError {
  /** The name of this class. */
  override readonly name = "DataError";
  /** The column at fault, where it is one. */
  readonly column: string | undefined;
  /** What was found there, e.g. a scitype. */
  readonly found: string | undefined;
  /** What would have done. */
  readonly wanted: string | undefined;
  /** `details` say which column, what was found in it and what was wanted. */
  constructor(
    message: string,
    details: { readonly column?: string; readonly found?: string; readonly wanted?: string } = {},
  ) {
    super(message);
    this.column = details.column;
    this.found = details.found;
    this.wanted = details.wanted;
  }
}

/** Layers do not fit each other, or the data. */
export class ShapeError extends RangeError {
  /** The name of this class. */
  override readonly name = "ShapeError";
  /** `path` names the layer, `found` is the shape it was given and `wanted` the shape that it takes. */
  constructor(
    message: string,
    /** Path of the layer, e.g. `"1/0"`. */ readonly path: string,
    /** The shape that arrived. */ readonly found: Shape,
    /** The shape that was wanted, in words or numbers. */ readonly wanted: Shape | string,
  ) {
    super(message);
  }
}

/** A backend lacks what a plan needs. */
export class UnsupportedError extends Error {
  /** The name of this class. */
  override readonly name = "UnsupportedError";
  /** Names the backend and everything that it lacks. */
  constructor(
    /** The backend's name. */ readonly backend: string,
    /** What it cannot do, in words. */ readonly missing: readonly string[],
  ) {
    super(`Cannot compile for backend ${backend}: it lacks ${missing.join("; ")}`);
  }
}

/** A device is absent, was lost, or has no memory left. */
export class DeviceError extends Error {
  /** The name of this class. */
  override readonly name = "DeviceError";
}

/** Bytes are not a saved attune object, or come from a newer version. */
export class SavedError extends SyntaxError {
  /** The name of this class. */
  override readonly name = "SavedError";
  /** `kind` and `version` are what the bytes claim to be, where that could be read. */
  constructor(
    message: string,
    /** The kind that the bytes name. */ readonly kind?: string,
    /** The format version that the bytes name. */ readonly version?: number,
  ) {
    super(message);
  }
}
