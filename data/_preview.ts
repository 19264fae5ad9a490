/** A column in one line: what it is, how long, and its first values. */
export function preview(
  column: { readonly scitype: string; readonly size: number },
  cell: (row: number) => string,
): string {
  const shown = Math.min(column.size, 8);
  const cells = Array.from({ length: shown }, (_, i) => cell(i));
  if (shown < column.size) cells.push("…");
  return `${column.scitype} column, ${column.size} rows: ${cells.join(", ")}`;
}
