/** The fields of the first record of a CSV text, and the text after it. Quotes double inside quotes. */
export function firstRecord(text: string, delimiter: string): { fields: string[]; length: number; closed: boolean } {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && field.trim() === '') {
      quoted = true;
      field = '';
    } else if (text.startsWith(delimiter, at)) {
      fields.push(field);
      field = '';
      at += delimiter.length - 1;
    } else if (char === '\n' || char === '\r') {
      const length = char === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      return { fields: [...fields, field], length, closed: true };
    } else field += char;
  }
  return { fields: [...fields, field], length: text.length, closed: !quoted };
}

const DELIMITERS = [',', ';', '\t', '|'];
const RECORDS_TO_SEE = 50;

/** The delimiter that cuts the first records into the same number of fields, the most of them; a comma when none does. */
export function findDelimiter(head: string): string {
  let best = ',';
  let bestFields = 1;
  for (const delimiter of DELIMITERS) {
    const counts = fieldCounts(head, delimiter);
    const first = counts[0] ?? 1;
    // Ragged lines are reported later; they must not hide the delimiter.
    const agreeing = counts.filter((count) => count === first).length;
    if (first > bestFields && agreeing >= counts.length * 0.5) {
      best = delimiter;
      bestFields = first;
    }
  }
  return best;
}

function fieldCounts(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let rest = head;
  while (rest.length > 0 && counts.length < RECORDS_TO_SEE) {
    const { fields, length } = firstRecord(rest, delimiter);
    rest = rest.slice(length);
    const isBlank = fields.length === 1 && fields[0]!.trim() === '';
    // The last record of a cut head is incomplete.
    if (!isBlank && (rest.length > 0 || counts.length === 0)) counts.push(fields.length);
  }
  return counts;
}
