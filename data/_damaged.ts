import { DataError } from "../core/errors.ts";

/** The error of a file that is not what it should be. `what` is as in `"decode image \"a.png\""`. */
export function damaged(what: string, fault: string, cure = "get or save the file anew"): DataError {
  return new DataError(`Cannot ${what}: ${fault}; ${cure}`);
}
