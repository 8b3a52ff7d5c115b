/** Random hex; `crypto.randomUUID` exists in secure contexts only, and a Sluice on the local network is none. */
export function newId(bytes = 8): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

/** A readable id that the document does not hold yet: `impute`, `impute-2`. */
export function freeNodeId(type: string, taken: ReadonlySet<string>): string {
  if (!taken.has(type)) return type;
  for (let count = 2; ; count += 1) if (!taken.has(`${type}-${count}`)) return `${type}-${count}`;
}
