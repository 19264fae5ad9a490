/** A record of an upstream test, or of upstream's source: golden files hold them as they were collected. */
export interface OracleRecord {
  readonly case: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly source: string;
  readonly tol?: number;
}

/** A name for the test of a record. */
export function titleOf(record: OracleRecord, i: number): string {
  return `${record.case} (record ${i}: ${record.source})`;
}
