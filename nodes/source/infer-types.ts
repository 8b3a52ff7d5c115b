import type { ParseRules, ScalarType, StageDatabase } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { hasTime, isCode, isNotFinite, valueOfText } from './text-values';

/** A column of text to find a type for. `raw` is its name in the scan. */
export interface TextColumn {
  readonly name: string;
  readonly raw: string;
  /** The type somebody gave; no other is considered. */
  readonly given?: ScalarType;
}

export interface TypedColumn extends TextColumn {
  readonly type: ScalarType;
  /** Values present as text, and how many of them are neither of the type nor a way to write “no number”. */
  readonly present: number;
  readonly missing: number;
  readonly misfits: number;
  /** Not a number and yet no mistake: NaN, inf. */
  readonly notFinite: number;
}

const CANDIDATES = ['bool', 'int', 'float', 'date', 'timestamp'] as const;
const SAMPLE_ROWS = 5000;

/**
 * A type per column that all its values fit: a few rows rule most types out, then one pass over all rows decides.
 * The pass reads every column, so a scan that stores rejects has stored all of them afterwards. Both scans yield
 * present texts (see presentText).
 */
export async function inferTypes(
  database: StageDatabase,
  columns: readonly TextColumn[],
  rules: ParseRules,
  scans: { readonly sample: string; readonly all: string },
): Promise<{ columns: TypedColumn[]; rowCount: number; newlines: boolean }> {
  const guesses = columns.map((column): readonly ScalarType[] =>
    column.given
      ? [column.given]
      : CANDIDATES.filter((type) => type !== 'date' || rules.dateFormats.some((f) => !hasTime(f))),
  );
  const sample = await countFits(database, columns, guesses, rules, `(from ${scans.sample} limit ${SAMPLE_ROWS})`);
  const left = columns.map((column, index) =>
    column.given ? guesses[index]! : guesses[index]!.filter((type) => sample.fits(index, type)),
  );
  // Parsing moments is dear: dates are tried as timestamps only when a later row turns out to have a time.
  const likely = left.map((types) => (types.includes('date') ? types.filter((type) => type !== 'timestamp') : types));
  const all = await countFits(database, columns, likely, rules, scans.all);
  const typed: TypedColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const type = column.given ?? likely[index]!.find((candidate) => all.fits(index, candidate));
    if (type === undefined && left[index]!.includes('timestamp')) {
      const again = await countFits(database, [column], [['timestamp']], rules, scans.sample);
      const found = again.fits(0, 'timestamp') ? 'timestamp' : 'text';
      typed.push({ ...column, type: found, ...again.counts(0, found) });
    } else typed.push({ ...column, type: type ?? 'text', ...all.counts(index, type ?? 'text') });
  }
  return { columns: typed, rowCount: all.rowCount, newlines: all.newlines };
}

/** Moments at midnight are dates only where somebody says so. */
const rulesFor = (column: TextColumn, type: ScalarType, rules: ParseRules): ParseRules =>
  type === 'date' && !column.given
    ? { ...rules, dateFormats: rules.dateFormats.filter((format) => !hasTime(format)) }
    : rules;

async function countFits(
  database: StageDatabase,
  columns: readonly TextColumn[],
  candidates: readonly (readonly ScalarType[])[],
  rules: ParseRules,
  scan: string,
) {
  const counts = columns.flatMap(({ raw }, index) => {
    const text = sqlName(raw);
    const types = candidates[index]!;
    const numeric = types.includes('int') || types.includes('float');
    return [
      `count(${text}) as "${index} present"`,
      ...types
        .filter((type) => type !== 'text')
        .map(
          (type) => `count(${valueOfText(type, text, rulesFor(columns[index]!, type, rules))}) as "${index} ${type}"`,
        ),
      ...(numeric
        ? [
            `count(*) filter (where ${isNotFinite(text)}) as "${index} notFinite"`,
            `count(*) filter (where ${isCode(text)}) as "${index} codes"`,
          ]
        : []),
    ];
  });
  const breaks = columns.map(({ raw }) => `contains(${sqlName(raw)}, chr(10))`).join(' or ');
  const [row] = await database.rows<Record<string, bigint | number | null>>(
    `select count(*) as "rows", count(*) filter (where ${breaks}) as "newlines", ${counts.join(', ')} from ${scan}`,
  );
  const number = (name: string): number => Number(row?.[name] ?? 0);
  const notFiniteOf = (index: number, type: ScalarType) =>
    type === 'int' || type === 'float' ? number(`${index} notFinite`) : 0;
  return {
    rowCount: number('rows'),
    newlines: number('newlines') > 0,
    fits: (index: number, type: ScalarType): boolean => {
      const fitting = number(`${index} ${type}`);
      if ((type === 'int' || type === 'float') && number(`${index} codes`) > 0) return false;
      return fitting > 0 && fitting + notFiniteOf(index, type) === number(`${index} present`);
    },
    counts: (index: number, type: ScalarType) => {
      const present = number(`${index} present`);
      const notFinite = notFiniteOf(index, type);
      return {
        present,
        missing: number('rows') - present,
        notFinite,
        misfits: type === 'text' ? 0 : present - number(`${index} ${type}`) - notFinite,
      };
    },
  };
}
