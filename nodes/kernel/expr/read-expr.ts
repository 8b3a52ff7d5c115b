import type { ScalarType, TableSchema } from '../schema';
import { Checker } from './check';
import { conversionHint } from './conversion-hint';
import type { Expr } from './expr';
import { parse } from './parse';
import { MAX_PROBLEMS } from './syntax';
import { coerce } from './typed';

/** Something wrong in a typed expression; `from` and `to` are UTF-16 offsets into its text. */
export interface ExprProblem {
  readonly message: string;
  readonly hint?: string;
  /** What would mend it, written in place of these characters. */
  readonly replacement?: string;
  /** The text ends too early: not worth a word while a person is still typing. */
  readonly isUnfinished?: true;
  readonly from: number;
  readonly to: number;
}

/** A typed expression, read against the columns that arrive. */
export interface ReadExpr {
  /** Present when there is no problem and the type of every column it reads is known. */
  readonly expr?: Expr;
  /** Of its value, where it is known; a problem in a part may leave it known. */
  readonly type?: ScalarType;
  /** The value may be missing. */
  readonly nullable: boolean;
  /** Columns it reads, in the order they are named, also when something is wrong. */
  readonly columns: readonly string[];
  readonly problems: readonly ExprProblem[];
}

/** Tables stay the same objects while a person types elsewhere, and passes ask about the same texts again and again. */
const read = new WeakMap<TableSchema, Map<string, ReadExpr>>();
const MOST_REMEMBERED = 200;

/**
 * Parses and type-checks what a person typed. Total. On an open table unknown columns raise no problem. With `wanted`,
 * the value must be of that type: an int is widened to float, and a null takes the type.
 */
export function readExpr(text: string, schema: TableSchema, wanted?: ScalarType): ReadExpr {
  const key = `${wanted ?? ''} ${text}`;
  const remembered = read.get(schema) ?? new Map<string, ReadExpr>();
  const known = remembered.get(key);
  if (known) return known;
  const fresh = readAnew(text, schema, wanted);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  read.set(schema, remembered.set(key, fresh));
  return fresh;
}

function readAnew(text: string, schema: TableSchema, wanted?: ScalarType): ReadExpr {
  const parsed = parse(text);
  const { syntax } = parsed;
  if (!syntax) {
    const empty = { message: 'The expression is empty.', from: 0, to: text.length };
    return { nullable: true, columns: [], problems: parsed.problems.length > 0 ? parsed.problems : [empty] };
  }
  const checker = new Checker(schema);
  const typed = checker.check(syntax);
  const { kind, nullable } = typed;
  const known = kind === 'null' || kind === 'unknown' || kind === 'list' ? undefined : kind;
  const type = wanted === 'float' && kind === 'int' ? 'float' : kind === 'null' ? wanted : known;
  if (kind === 'list')
    checker.wrong(syntax, syntax, 'A list is not a value.', 'Lists stand after “in” and in functions that take one.');
  if (kind === 'null' && !wanted) {
    checker.wrong(syntax, syntax, 'This is always missing and has no type.', 'Give it one: to_float(null).');
  }
  if (wanted && known && type !== wanted) {
    const must = wanted === 'bool' ? 'bool (true or false)' : wanted;
    checker.wrong(syntax, syntax, `This gives ${known}, and must give ${must}.`, conversionHint(typed, [wanted]));
  }
  // Where the text is not well formed, what its names are comes later.
  const places = new Set(parsed.problems.map((problem) => problem.from));
  const found = checker.problems.found.filter((problem) => !places.has(problem.from));
  const problems = [...parsed.problems, ...found].toSorted((a, b) => a.from - b.from).slice(0, MAX_PROBLEMS);
  const expr = problems.length === 0 && type ? coerce(typed, type) : undefined;
  return { ...(expr ? { expr } : {}), ...(type ? { type } : {}), nullable, columns: [...checker.columns], problems };
}
