/** How many of them: `"1 row"`, `"2 rows"`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
