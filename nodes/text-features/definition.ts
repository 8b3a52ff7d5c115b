import { z } from 'zod';
import {
  type Column,
  type ColumnType,
  call,
  choiceField,
  choiceWords,
  chosenColumns,
  col,
  columnChoice,
  type Derivation,
  defineNode,
  derivedColumn,
  type Expr,
  inputPort,
  int,
  listField,
  outputPort,
  perRow,
  switchField,
  type TableSchema,
  text,
  textField,
} from '../kernel';
import { escapePattern, readPattern } from '../kernel/expr/pattern';

const searchSchema = z.object({
  find: textField({ label: 'Contains', placeholder: 'a text' }),
  as: textField({ label: 'Named', help: 'The column ends like this.', placeholder: 'found by itself' }),
  kind: choiceField(['text', 'pattern'], 'text', {
    label: 'Read as',
    choices: [
      { value: 'text', label: 'Plain text' },
      { value: 'pattern', label: 'Pattern (RE2)' },
    ],
  }),
  ignoreCase: switchField(true, { label: 'Ignore capital letters' }),
});
type Search = z.infer<typeof searchSchema>;

/** Shares of the characters that match; patterns of one character each, so that one row and a batch count alike. */
const SHARES = {
  digits: { label: 'Share of digits', ending: 'digit_share', pattern: '[0-9]', help: '0 to 9.' },
  capitals: {
    label: 'Share of capitals',
    ending: 'capital_share',
    pattern: '\\p{Lu}',
    help: 'Capital letters of every script.',
  },
  punctuation: {
    label: 'Share of punctuation',
    ending: 'punctuation_share',
    pattern: '[[:punct:]\\p{P}]',
    help: 'Punctuation of every script, and the signs of ASCII such as + and $.',
  },
} as const;
const shareNames = Object.keys(SHARES) as (keyof typeof SHARES)[];

const config = z.object({
  ...columnChoice(['text'], 'text'),
  length: switchField(true, { label: 'Length', help: 'Characters (code points).' }),
  words: switchField(true, { label: 'Words', help: 'Runs of characters between blanks, tabs and line ends.' }),
  digits: switchField(false, { label: SHARES.digits.label, help: SHARES.digits.help }),
  capitals: switchField(false, { label: SHARES.capitals.label, help: SHARES.capitals.help }),
  punctuation: switchField(false, { label: SHARES.punctuation.label, help: SHARES.punctuation.help }),
  contains: listField(searchSchema, { label: 'Look for' }),
  original: choiceField(['keep', 'drop'], 'keep', {
    label: 'The text itself',
    choices: [
      { value: 'keep', label: 'Keep', help: 'To be encoded as a category.' },
      { value: 'drop', label: 'Drop' },
    ],
  }),
});
type Config = z.infer<typeof config>;

const textsOf = (settings: Config, table: TableSchema): Column[] => chosenColumns(settings, table, ['text']);

/** Letters and digits of what is looked for, joined by underscores. */
export const searchName = ({ find, as }: Search): string =>
  as || `has_${find.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '')}`;

function searchExpr(value: Expr, { find, kind, ignoreCase }: Search): Expr {
  if (kind === 'text' && !ignoreCase) return call('contains', value, text(find));
  const pattern = kind === 'text' ? escapePattern(find) : find;
  return call('contains_match', value, text(ignoreCase ? `(?i:${pattern})` : pattern));
}

/** Of an empty text every share is 0. */
const shareExpr = (value: Expr, pattern: string): Expr =>
  call(
    'divide',
    call('to_float', call('count_matches', value, text(pattern))),
    call('to_float', call('greatest', call('length', value), int(1))),
  );

function derivations(settings: Config, table: TableSchema): Derivation[] {
  return textsOf(settings, table).flatMap(({ name, nullable }) => {
    const value = col(name);
    const make = (ending: string, type: ColumnType, expr: Expr): Derivation => ({
      column: derivedColumn(`${name}_${ending}`, type, [name], { nullable }),
      expr: () => expr,
    });
    return [
      ...(settings.length ? [make('length', 'int', call('length', value))] : []),
      ...(settings.words ? [make('words', 'int', call('word_count', value))] : []),
      ...shareNames
        .filter((share) => settings[share])
        .map((share) => make(SHARES[share].ending, 'float', shareExpr(value, SHARES[share].pattern))),
      ...settings.contains
        .filter((search) => searchProblem(search) === undefined)
        .map((search) => make(searchName(search), 'bool', searchExpr(value, search))),
    ];
  });
}

function searchProblem({ find, kind }: Search): string | undefined {
  if (find === '') return 'Say what to look for.';
  const read = kind === 'pattern' ? readPattern(find) : undefined;
  return read && 'problem' in read ? `This pattern cannot be read. ${read.problem}` : undefined;
}

const droppedBy = (settings: Config, table: TableSchema): ReadonlySet<string> =>
  new Set(settings.original === 'drop' ? textsOf(settings, table).map((column) => column.name) : []);

export const textFeatures = defineNode({
  type: 'text-features',
  version: 1,
  title: 'Text features',
  summary: 'Reads numbers off text: length, words, shares of digits, capitals and punctuation, and what it contains.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  leaveAlone: (settings, column) => ({ except: [...settings.except, column] }),
  ...perRow(derivations, droppedBy),
  check: ({ config: settings, inputs, report }) => {
    const names = new Set<string>();
    for (const [index, search] of settings.contains.entries()) {
      const problem = searchProblem(search);
      if (problem !== undefined) {
        const code = search.find === '' ? 'setting-missing' : 'setting-invalid';
        report(code, ['contains', index, 'find'], problem, {
          ...(search.find === '' ? {} : { hint: 'Patterns are regular expressions as RE2 has them.' }),
        });
      } else if (names.has(searchName(search))) {
        report('column-twice', ['contains', index, 'as'], `Two columns would end with ${searchName(search)}.`, {
          hint: 'Give one another name.',
        });
      }
      names.add(searchName(search));
    }
    const table = inputs.table;
    if (!table || table.open) return;
    if (textsOf(settings, table).length === 0) report('node-advice', ['columns'], 'No text arrives here.');
    else if (settings.contains.length === 0 && derivations(settings, table).length === 0)
      report('setting-missing', ['length'], 'Nothing is read off the text.', { hint: 'Switch a feature on.' });
  },
  ui: {
    icon: 'type',
    keywords: ['text', 'length', 'words', 'characters', 'contains', 'regex', 'pattern', 'string'],
    describe: (settings) => {
      const count =
        Number(settings.length) +
        Number(settings.words) +
        shareNames.filter((share) => settings[share]).length +
        settings.contains.length;
      return `${count} ${count === 1 ? 'feature' : 'features'} · ${choiceWords(settings, 'text columns')}`;
    },
  },
});
