/** The name itself, or with the next free number behind it. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken);
  if (!used.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!used.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}
