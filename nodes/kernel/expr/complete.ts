import { isScalar, type TableSchema } from '../schema';
import { caretIn, wantedAt } from './caret';
import type { ParameterType } from './function-row';
import { writtenName } from './lex';
import type { Range } from './syntax';
import { TYPED_FUNCTIONS } from './unknown-name';
import { signaturesOf, writtenCall, writtenExample } from './written-signature';

/** Something that may stand at the caret. */
export interface Completion {
  readonly kind: 'column' | 'function' | 'keyword';
  readonly label: string;
  /** Written in place of the range; `|` marks where the caret goes, at its end without one. */
  readonly insert: string;
  readonly caret: number;
  /** A column's type, a function's signature. */
  readonly detail: string;
  readonly summary?: string;
  /** A call and what it gives. */
  readonly example?: string;
}

export interface Completions extends Range {
  readonly items: readonly Completion[];
}

const MOST = 60;

/** What can be written at an offset of a text that may be half typed, the likeliest first. */
export function completeExpr(text: string, offset: number, schema: TableSchema): Completions {
  const caret = caretIn(text, offset);
  const { word } = caret;
  const from = word?.from ?? offset;
  const to = word && !word.problem ? word.to : offset;
  if (caret.isInLiteral) return { from, to, items: [] };
  const typed = (word?.kind === 'quoted-name' ? text.slice(from + 1, offset) : text.slice(from, offset)).toLowerCase();
  if (caret.isAfterValue) return { from, to, items: matching(operators(caret.isInCase), typed) };
  const wanted = wantedAt(caret);
  const all = [...columns(schema, wanted), ...(word?.kind === 'quoted-name' ? [] : [...functions(wanted), ...VALUES])];
  return { from, to, items: matching(all, typed) };
}

interface Candidate extends Completion {
  /** Fits the place by its type. */
  readonly fits: boolean;
}

const keyword = (label: string, insert: string, summary: string): Candidate => {
  const caret = insert.indexOf('|');
  return {
    kind: 'keyword',
    label,
    insert: insert.replace('|', ''),
    caret: caret < 0 ? insert.length : caret,
    detail: '',
    summary,
    fits: false,
  };
};

const VALUES: readonly Candidate[] = [
  keyword('case', 'case when | then  else  end', 'The value of the first condition that is true.'),
  keyword('not', 'not ', 'True for false and false for true.'),
  keyword('null', 'null', 'A missing value.'),
  keyword('true', 'true', 'The truth value.'),
  keyword('false', 'false', 'The truth value.'),
  keyword("date '…'", "date '|'", "A day: date '2026-01-31'."),
  keyword("timestamp '…'", "timestamp '|'", "A moment in UTC: timestamp '2026-01-31 10:00:00'."),
];

const AFTER_VALUE: readonly Candidate[] = [
  keyword('and', 'and ', 'True when both sides are.'),
  keyword('or', 'or ', 'True when one side is.'),
  keyword('in (…)', 'in (|)', "True when the value is one of a list: city in ('oslo', 'bergen')."),
  keyword('not in (…)', 'not in (|)', 'True when the value is none of a list.'),
  keyword('between … and …', 'between | and ', 'True when the value lies between two bounds, both included.'),
  keyword('is null', 'is null', 'True where the value is missing.'),
  keyword('is not null', 'is not null', 'True where the value is there.'),
];

const IN_CASE: readonly Candidate[] = [
  keyword('when', 'when | then ', 'Another condition.'),
  keyword('then', 'then ', 'The value where the condition is true.'),
  keyword('else', 'else ', 'The value where no condition is true.'),
  keyword('end', 'end', 'Closes the case.'),
];

const operators = (isInCase: boolean): readonly Candidate[] => (isInCase ? [...IN_CASE, ...AFTER_VALUE] : AFTER_VALUE);

function columns(schema: TableSchema, wanted: ReadonlySet<ParameterType> | undefined): Candidate[] {
  return schema.columns.flatMap(({ name, type, nullable }): Candidate[] => {
    if (!isScalar(type)) return [];
    const insert = writtenName(name);
    const detail = nullable ? `${type}, may be missing` : type;
    return [{ kind: 'column', label: name, insert, caret: insert.length, detail, fits: takes(wanted, type) }];
  });
}

function functions(wanted: ReadonlySet<ParameterType> | undefined): Candidate[] {
  return [...TYPED_FUNCTIONS].map(([name, row]): Candidate => {
    const takesNothing = row.signatures.every(({ parameters, rest }) => parameters.length === 0 && rest === undefined);
    return {
      kind: 'function',
      label: name,
      insert: `${name}()`,
      caret: name.length + (takesNothing ? 2 : 1),
      detail: signaturesOf(row)
        .map((signature) => `${writtenCall(name, signature)} → ${signature.result}`)
        .join('\n'),
      summary: row.summary,
      ...(row.example ? { example: writtenExample(row.example) } : {}),
      fits: row.signatures.some(({ result }) => result !== 'vector' && takes(wanted, result)),
    };
  });
}

function takes(wanted: ReadonlySet<ParameterType> | undefined, type: ParameterType): boolean {
  if (!wanted || wanted.has('any') || wanted.has('same') || type === 'same') return true;
  return wanted.has(type) || (type === 'int' && wanted.has('float'));
}

/** Best first: how well the typed letters fit, then the type, then the order they came in. */
function matching(candidates: readonly Candidate[], typed: string): Completion[] {
  return candidates
    .map((candidate, position) => ({ candidate, position, rank: rankOf(candidate.label.toLowerCase(), typed) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || Number(b.candidate.fits) - Number(a.candidate.fits) || a.position - b.position)
    .slice(0, MOST)
    .map(({ candidate: { fits: _, ...completion } }) => completion);
}

const NO_MATCH = 4;

/** 0 the name begins with it, 1 one of its words does, 2 it holds it, 3 it is abbreviated by it. */
function rankOf(label: string, typed: string): number {
  if (typed === '' || label.startsWith(typed)) return 0;
  const at = label.indexOf(typed);
  if (at > 0) return /[^\p{L}\p{N}]/u.test(label[at - 1]!) ? 1 : 2;
  return typed.length > 1 && abbreviates(label, typed) ? 3 : NO_MATCH;
}

/** `mc` abbreviates `monthly_charges`: every letter begins a word or follows the one before it. */
function abbreviates(label: string, typed: string): boolean {
  let places = new Set([-1]);
  for (const letter of typed) {
    const next = new Set<number>();
    for (let at = 0; at < label.length; at++) {
      if (label[at] !== letter) continue;
      const beginsWord = at === 0 || /[^\p{L}\p{N}]/u.test(label[at - 1]!);
      if (places.has(at - 1) || (beginsWord && [...places].some((place) => place < at))) next.add(at);
    }
    places = next;
  }
  return places.size > 0;
}
