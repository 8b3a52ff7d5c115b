/** A piece of Markdown: text, or a table, which CommonMark does not know. */
export type MarkdownPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Cuts Markdown where its tables begin and end; what stands between fences is left alone. */
export function splitTables(markdown: string): MarkdownPart[] {
  const lines = markdown.split('\n');
  const parts: MarkdownPart[] = [];
  let text: string[] = [];
  let isFenced = false;
  const endText = () => {
    if (text.some((line) => line.trim() !== '')) parts.push({ kind: 'text', text: text.join('\n') });
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    if (isFenced || !line.trim().startsWith('|') || !RULE.test(lines[at + 1] ?? '')) {
      text.push(line);
      continue;
    }
    endText();
    const rows: string[][] = [];
    let next = at + 2;
    while (lines[next]?.trim().startsWith('|')) rows.push(cellsOf(lines[next++]!));
    parts.push({ kind: 'table', head: cellsOf(line), rows });
    at = next - 1;
  }
  endText();
  return parts;
}

/** A `|` in a cell is written with a backslash. */
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
