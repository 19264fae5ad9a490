/** A table with rules; the first row is its head. */
export function boxed(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, j) => Math.max(...rows.map((row) => row[j]?.length ?? 0)));
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const line = (row: readonly string[]) =>
    `│ ${widths.map((width, j) => (row[j] ?? "").padEnd(width)).join(" │ ")} │`;
  return [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...body.map(line), rule("└", "┴", "┘")].join(
    "\n",
  );
}
