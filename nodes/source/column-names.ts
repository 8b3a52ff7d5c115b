import { StageFailure } from '../kernel';

/**
 * Names for the columns of a file: an empty one is named by its place, `renamed` gives others; two equal ones and a
 * leading `$` are refused.
 */
export function columnNamesOf(
  written: readonly string[],
  fileName: string,
  renamed: Readonly<Record<string, string>> = {},
): string[] {
  const names = written.map((name, index) => {
    const own = name.trim() || `column_${index + 1}`;
    return Object.hasOwn(renamed, own) ? renamed[own]! : own;
  });
  const seen = new Map<string, string>();
  for (const name of names) {
    if (name.startsWith('$')) {
      throw new StageFailure(`${fileName} has a column “${name}”; names that begin with $ are Sluice’s own.`, {
        kind: 'data',
        hint: 'Rename the column in the file.',
      });
    }
    // SQL does not tell upper from lower case in names.
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      const what =
        other === name ? `two columns named “${name}”` : `columns “${other}” and “${name}”, which differ only in case`;
      throw new StageFailure(`${fileName} has ${what}.`, { kind: 'data', hint: 'Rename one of them in the file.' });
    }
    seen.set(name.toLowerCase(), name);
  }
  return names;
}
