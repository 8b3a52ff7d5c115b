/** Pages that hold the rows in view; the first one always, since columns and counts come with it. */
export function pagesInView([first, last]: readonly [number, number], pageSize: number): number[] {
  const from = Math.floor(first / pageSize);
  const to = Math.floor(last / pageSize);
  const seen = Array.from({ length: Math.min(4, to - from + 1) }, (_, index) => from + index);
  return [...new Set([0, ...seen])];
}
