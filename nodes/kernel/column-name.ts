/** SQL does not tell upper from lower case in names: two columns that differ only in case cannot stand in one table. */
export const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Names already taken, as SQL tells them apart. */
export class TakenNames {
  private readonly lower: Set<string>;

  constructor(names: Iterable<string> = []) {
    this.lower = new Set([...names].map((name) => name.toLowerCase()));
  }

  has(name: string): boolean {
    return this.lower.has(name.toLowerCase());
  }

  /** False when it was taken before. */
  take(name: string): boolean {
    const isFree = !this.has(name);
    this.lower.add(name.toLowerCase());
    return isFree;
  }
}

/** What is wrong with a name that a person gives a column; undefined when it can stand. */
export function columnNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'A column needs a name.';
  if (name !== name.trim()) return `“${name}” begins or ends with a space.`;
  return name.startsWith('$') ? `“${name}” cannot be a name: those that begin with $ are Sluice’s own.` : undefined;
}
