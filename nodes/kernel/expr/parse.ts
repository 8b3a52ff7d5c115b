import { Cursor, Problems } from './cursor';
import { FOREIGN } from './habits';
import { shown, type Token } from './lex';
import { atom, beginsValue, items } from './parse-operand';
import type { ExprProblem } from './read-expr';
import { BINDS, MAX_LENGTH, OPERATORS, type Operator, partsOf, type Range, SPELLINGS, type Syntax } from './syntax';

export interface Parsed {
  /** Absent for an empty text. */
  readonly syntax?: Syntax;
  readonly problems: readonly ExprProblem[];
}

/** Reads a text as far as it can be read. Total: what is wrong becomes problems, in the order they stand in the text. */
export function parse(text: string): Parsed {
  if (text.length > MAX_LENGTH) {
    const message = `This expression has ${text.length} characters; at most ${MAX_LENGTH} can be read.`;
    const hint = 'Split it into several formulas, or join a table of the values instead.';
    return { problems: [{ message, hint, from: 0, to: text.length }] };
  }
  const problems = new Problems();
  const cursor = new Cursor(text, problems);
  if (cursor.isAtEnd()) return { problems: [] };
  const syntax = expression(cursor);
  while (!cursor.isAtEnd() && !problems.full) {
    const { token } = cursor;
    unexpected(cursor);
    if (cursor.token === token) cursor.next();
  }
  return { syntax, problems: problems.found.toSorted((a, b) => a.from - b.from) };
}

/** Reports what stands after a whole expression, and reads on, for the problems in it. */
function unexpected(cursor: Cursor): void {
  const { token } = cursor;
  const closing = token.value === ')' || token.value === ']';
  const habit = FOREIGN[token.value.toLowerCase()];
  if (closing) cursor.problems.add(token, `This “${token.value}” closes nothing.`);
  else if (!token.problem) {
    cursor.problems.add(token, `“${shown(token.value)}” is not expected here.`, habit ?? expectedAfter(token));
  }
  // What follows a stranger between two values is the second value.
  const isStranger = token.problem || habit || token.kind === 'symbol';
  if (closing || (isStranger && token.value !== '(')) cursor.next();
  if (!closing && beginsValue(cursor.token)) expression(cursor);
}

const expectedAfter = (token: Token): string =>
  token.kind === 'keyword'
    ? 'A value is expected before it.'
    : 'An operator such as +, = or “and” is expected between two values.';

export const expression = (cursor: Cursor): Syntax => binding(cursor, 0);

/** Pratt's method: operands with all that binds at least as tightly as `least`. */
function binding(cursor: Cursor, least: number): Syntax {
  return cursor.deeper(() => {
    let left = prefix(cursor);
    for (;;) {
      const found = infixAt(cursor);
      if (!found || OPERATORS[found.operator].binds < least) return left;
      const { operator } = found;
      const row = OPERATORS[operator];
      const at = pass(cursor, found.tokens);
      const built = withOperator(cursor, left, operator, at);
      left = row.binds === BINDS.compare && isComparison(left, cursor) ? chained(cursor, built, at) : built;
    }
  });
}

/** `a < b < c` means nothing; its parts are still read. */
function chained(cursor: Cursor, built: Syntax, at: Range): Syntax {
  const hint = 'Write “a < b and b < c”, “b between a and c”, or use ( ).';
  cursor.problems.add(at, 'Comparisons do not chain.', hint);
  return { kind: 'missing', parts: partsOf(built), from: built.from, to: built.to };
}

const isComparison = (node: Syntax, { bracketed }: Cursor): boolean =>
  node.kind === 'operator' && OPERATORS[node.operator].binds === BINDS.compare && !bracketed.has(node);

function withOperator(cursor: Cursor, left: Syntax, operator: Operator, at: Range): Syntax {
  const { form, binds } = OPERATORS[operator];
  const operands = [left];
  let extra = 0;
  if (form === 'infix') operands.push(binding(cursor, binds + 1));
  if (form === 'chain') {
    operands.push(binding(cursor, binds + 1));
    while (infixAt(cursor)?.operator === operator) {
      cursor.next();
      operands.push(binding(cursor, binds + 1));
    }
  }
  if (form === 'between') {
    operands.push(binding(cursor, binds + 1));
    cursor.expect('keyword', 'and');
    operands.push(binding(cursor, binds + 1));
    extra = 2;
  }
  if (form === 'in') {
    operands.push(...listOf(cursor));
    extra = 2;
  }
  return cursor.build({ kind: 'operator', operator, at, operands, from: left.from, to: cursor.end }, extra);
}

/** `(a, b)` after `in`. */
function listOf(cursor: Cursor): Syntax[] {
  if (cursor.is('symbol', '(')) return items(cursor, cursor.next()).found;
  const hint = "Write the values in parentheses: in ('a', 'b').";
  cursor.problems.add(cursor.token, 'A list is expected after “in”.', hint);
  return [binding(cursor, BINDS.compare + 1)];
}

/** An operator between or after operands, and of how many tokens it is. */
function infixAt(cursor: Cursor): { readonly operator: Operator; readonly tokens: number } | undefined {
  const { token, following } = cursor;
  if (token.kind === 'symbol') {
    const operator = (SPELLINGS[token.value] ?? token.value) as Operator;
    return token.value in SPELLINGS || Object.hasOwn(OPERATORS, token.value) ? { operator, tokens: 1 } : undefined;
  }
  if (token.kind !== 'keyword') return undefined;
  if (token.value === 'and' || token.value === 'or' || token.value === 'in' || token.value === 'between') {
    return { operator: token.value, tokens: 1 };
  }
  const negated = token.value === 'not' && following.kind === 'keyword';
  if (negated && following.value === 'in') return { operator: 'not in', tokens: 2 };
  if (negated && following.value === 'between') return { operator: 'not between', tokens: 2 };
  if (token.value !== 'is') return undefined;
  const isNot = following.kind === 'keyword' && following.value === 'not';
  return { operator: isNot ? 'is not null' : 'is null', tokens: isNot ? 3 : 2 };
}

/** Passes an operator of several words; `is` must be followed by `null`. */
function pass(cursor: Cursor, tokens: number): Range {
  const first = cursor.next();
  if (first.value === 'is') {
    cursor.accept('keyword', 'not');
    if (!cursor.accept('keyword', 'null')) {
      const hint = 'Write “is null” or “is not null”. To compare with a value, use =.';
      cursor.problems.add(cursor.token, 'Only null can follow “is”.', hint);
      if (cursor.token.kind === 'keyword') cursor.next();
    }
  } else for (let left = tokens - 1; left > 0; left--) cursor.next();
  return { from: first.from, to: cursor.end };
}

function prefix(cursor: Cursor): Syntax {
  const { token } = cursor;
  if (cursor.accept('symbol', '+')) return binding(cursor, BINDS.negate);
  const operator = cursor.accept('symbol', '-')
    ? 'negate'
    : cursor.accept('keyword', 'not') || cursor.is('symbol', '!')
      ? 'not'
      : undefined;
  if (!operator) return atom(cursor);
  if (cursor.is('symbol', '!')) cursor.problems.add(cursor.next(), '“!” is not an operator here.', FOREIGN['!']);
  const operand = binding(cursor, OPERATORS[operator].binds);
  return cursor.build({ kind: 'operator', operator, at: token, operands: [operand], from: token.from, to: operand.to });
}
