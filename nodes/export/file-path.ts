/** What is wrong with the path of an export, which must stay in its folder on every system; undefined when nothing is. */
export function pathProblem(path: string): string | undefined {
  if (path.trim() === '') return 'The file needs a name.';
  if (path.length > 400) return 'The name of the file is too long.';
  for (const part of path.split('/')) {
    if (part === '') return `“${path}” is no path within the folder of exports.`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    if (/[\x00-\x1f\\:*?"<>|]/.test(part)) return `“${part}” has a character that a file name cannot have.`;
    if (part === '..' || part === '.') return 'A file stays in the folder of exports.';
    if (part.startsWith('.') || part.endsWith('.') || part !== part.trim())
      return `“${part}” begins or ends with a dot or a space.`;
    if (new TextEncoder().encode(part).length > 200) return `“${part.slice(0, 40)}…” is too long for a file name.`;
  }
  return undefined;
}

/** With the extension that its format has. */
export const withExtension = (path: string, format: 'csv' | 'parquet'): string =>
  path.toLowerCase().endsWith(`.${format}`) ? path : `${path}.${format}`;
