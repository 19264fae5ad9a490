import { DataError } from "../core/errors.ts";

/** An error of csv-parse in the words of this library. `line` is where the last whole field stood. */
export function csvError(error: unknown, line: number): Error {
  if (!(error instanceof Error)) throw error;
  if (!("code" in error)) return error; // a fault of ours or of the parser, not of the file
  const at = "column" in error && typeof error.column === "number" ? error.column : 0;
  const lines = "lines" in error && typeof error.lines === "number" ? error.lines : line;
  switch (error.code) {
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH": {
      const [, wanted, found] = /expect (\d+), got (\d+)/.exec(error.message) ?? [];
      return new DataError(
        `Cannot read CSV: line ${lines}, column ${
          Math.min(Number(wanted), Number(found)) + 1
        }: the line has ` +
          `${found} ${
            found === "1" ? "field" : "fields"
          }, but line 1 has ${wanted}; give each line as many fields as the first`,
        { found: `${found} fields`, wanted: `${wanted} fields` },
      );
    }
    case "CSV_QUOTE_NOT_CLOSED":
      // csv-parse names the last line of the file; the quote opened right after the last whole field.
      return quoteError(at > 0 ? line : line + 1, at, "opens a quote that is never closed");
    case "CSV_INVALID_CLOSING_QUOTE":
      return quoteError(lines, at, "goes on after its closing quote");
    case "INVALID_OPENING_QUOTE":
      return quoteError(lines, at, "has a quote inside a field without quotes");
    default:
      return new DataError(
        `Cannot read CSV: line ${lines}, column ${at + 1}: ${error.message}; correct the file`,
      );
  }
}

function quoteError(line: number, column: number, fault: string): DataError {
  return new DataError(
    `Cannot read CSV: line ${line}, column ${column + 1} ${fault}; ` +
      "put quotes around the whole field, and write a quote within it twice",
  );
}
