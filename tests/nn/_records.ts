/** A record of an upstream test, or of upstream's source: golden files hold them as they were collected. */
export interface OracleRecord {
  readonly case: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly source: string;
  readonly tol?: number;
  readonly note?: string;
}

/** Numbers of a record, nested as they are: rows are classes, columns are observations. */
export type Nested = readonly number[] | readonly (readonly number[])[];

/** One observation after the other: columns of a record become rows. */
export function observations(nested: Nested): { readonly rows: number; readonly values: Float64Array } {
  const lines = nested.map((line) => typeof line === "number" ? [line] : line);
  const rows = lines[0]!.length;
  const values = Float64Array.from(
    { length: rows * lines.length },
    (_, k) => lines[k % lines.length]![Math.floor(k / lines.length)]!,
  );
  return { rows, values };
}

/** A name for the test of a record. */
export function titleOf(record: OracleRecord, i: number): string {
  return `${record.case} (record ${i}: ${record.source})`;
}
