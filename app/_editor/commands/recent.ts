const storageKey = 'sluice.commands.recent';
const kept = 6;

/** What was chosen from the list of commands lately, the last first. */
export function recentEntries(): readonly string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(read) ? read.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberEntry(key: string): void {
  try {
    const others = recentEntries().filter((other) => other !== key);
    localStorage.setItem(storageKey, JSON.stringify([key, ...others].slice(0, kept)));
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}
