import type { CopyFormat, GridValue } from '@/app/_ui/data-grid';

/** Values of some columns, row by row. */
export interface CopiedRows {
  readonly names: readonly string[];
  readonly rows: readonly (readonly GridValue[])[];
}

/** A table as text: TSV without names for spreadsheets, CSV with them, JSON as a list of objects. */
export function copiedText(copied: CopiedRows, as: CopyFormat): string {
  switch (as) {
    case 'tsv':
      return copied.rows.map((row) => row.map(tsvCell).join('\t')).join('\n');
    case 'csv':
      return `${[copied.names, ...copied.rows].map((row) => row.map(csvCell).join(',')).join('\n')}\n`;
    case 'json': {
      const objects = copied.rows.map((row) =>
        Object.fromEntries(copied.names.map((name, index) => [name, jsonValue(row[index])])),
      );
      return JSON.stringify(objects, null, 2);
    }
  }
}

const plain = (value: GridValue): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(' ') : String(value);

/** A tab or a line break in a cell would begin another cell. */
const tsvCell = (value: GridValue): string => plain(value).replace(/[\t\r\n]+/g, ' ');

function csvCell(value: GridValue): string {
  const text = plain(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** JSON has no 64-bit integers: they travel as text. */
const jsonValue = (value: GridValue): unknown => (typeof value === 'bigint' ? String(value) : (value ?? null));
