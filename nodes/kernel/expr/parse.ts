import { Cursor, Problems } from './cursor';
import { FOREIGN } from './habits';
import { shown, type Token, writtenName } from './lex';
import { readMoment } from './moment';
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

const expression = (cursor: Cursor): Syntax => binding(cursor, 0);

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
      left = row.binds === BINDS.compare && isComparison(left) ? chained(cursor, built, at) : built;
    }
  });
}

/** `a < b < c` means nothing; its parts are still read. */
function chained(cursor: Cursor, built: Syntax, at: Range): Syntax {
  const hint = 'Write “a < b and b < c”, “b between a and c”, or use ( ).';
  cursor.problems.add(at, 'Comparisons do not chain.', hint);
  return { kind: 'missing', parts: partsOf(built), from: built.from, to: built.to };
}

const isComparison = (node: Syntax): boolean =>
  node.kind === 'operator' && OPERATORS[node.operator].binds === BINDS.compare && !bracketed.has(node);

/** Nodes that stand in parentheses. */
const bracketed = new WeakSet<Syntax>();

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

/** Expressions between commas up to the closing parenthesis; the opening one is passed. */
function items(cursor: Cursor, opened: Token): { readonly found: Syntax[]; readonly isClosed: boolean } {
  const found: Syntax[] = [];
  if (cursor.accept('symbol', ')')) return { found, isClosed: true };
  do {
    found.push(expression(cursor));
    while (strayInside(cursor)) found.push(expression(cursor));
  } while (cursor.accept('symbol', ','));
  return { found, isClosed: cursor.expect('symbol', ')', opened) };
}

/** Whether a comma or an operator is missing here, since another value begins; a stranger between them is passed. */
function strayInside(cursor: Cursor): boolean {
  const { token } = cursor;
  const habit = FOREIGN[token.value.toLowerCase()];
  const isStranger = token.kind === 'unknown' || (habit !== undefined && token.value !== ',');
  if (cursor.problems.full || !(isStranger || beginsValue(token))) return false;
  const hint = habit ?? 'A comma or an operator is missing before it.';
  if (!token.problem) cursor.problems.add(token, `“${shown(token.value)}” is not expected here.`, hint);
  if (isStranger) cursor.next();
  return !isStranger || beginsValue(cursor.token);
}

const BEGINS_VALUE: readonly Token['kind'][] = ['name', 'quoted-name', 'number', 'text'];

function beginsValue({ kind, value }: Token): boolean {
  if (kind === 'keyword') return ['null', 'true', 'false', 'case', 'not'].includes(value);
  return BEGINS_VALUE.includes(kind) || (kind === 'symbol' && value === '(');
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

function atom(cursor: Cursor): Syntax {
  const { token } = cursor;
  const { from, to } = token;
  switch (token.kind) {
    case 'number':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'number', text: token.value, from, to };
    case 'text':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'text', value: token.value, from, to };
    case 'quoted-name':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'column', name: token.value, quoted: true, from, to };
    case 'name':
      return named(cursor, token);
    case 'keyword':
      return word(cursor, token);
    case 'symbol':
      return token.value === '(' ? parenthesised(cursor, token) : missing(cursor);
    case 'unknown':
      cursor.next();
      // What follows garbage is read as the operand that was meant.
      return cursor.problems.full || cursor.isAtEnd()
        ? { kind: 'missing', from, to }
        : cursor.deeper(() => atom(cursor));
    case 'end':
      return missing(cursor);
  }
}

function missing(cursor: Cursor): Syntax {
  const { token } = cursor;
  if (token.problem) cursor.problems.add(token, token.problem.message, token.problem.hint);
  const { from } = token;
  if (cursor.isAtEnd()) cursor.problems.addAtEnd(cursor.lastCharacter(), 'A value is missing at the end.');
  else cursor.problems.add(token, `A value is missing before “${shown(token.value)}”.`, FOREIGN[token.value]);
  return { kind: 'missing', from, to: from };
}

function named(cursor: Cursor, token: Token): Syntax {
  cursor.next();
  const { from } = token;
  if (cursor.is('symbol', '(')) {
    const { found: args, isClosed } = items(cursor, cursor.next());
    const open = isClosed ? {} : { isOpen: true as const };
    return cursor.build({
      kind: 'call',
      name: token.value.toLowerCase(),
      at: token,
      args,
      ...open,
      from,
      to: cursor.end,
    });
  }
  const lower = token.value.toLowerCase();
  if ((lower === 'date' || lower === 'timestamp') && cursor.token.kind === 'text') {
    const written = cursor.next();
    const read = readMoment(lower, written.value);
    if ('problem' in read) cursor.problems.add(written, read.problem, read.hint);
    return { kind: 'moment', type: lower, value: 'problem' in read ? '' : read.value, from, to: written.to };
  }
  const name = dotted(cursor, token);
  return { kind: 'column', name, quoted: false, from, to: cursor.end };
}

/** `a.b` without quotes, as people write it who come from SQL: reported, and read as the column of that name. */
function dotted(cursor: Cursor, first: Token): string {
  let name = first.value;
  while (cursor.is('symbol', '.') && (cursor.following.kind === 'name' || cursor.following.kind === 'quoted-name')) {
    cursor.next();
    name += `.${cursor.next().value}`;
  }
  if (name === first.value) return name;
  const hint = `Write ${writtenName(name)}.`;
  cursor.problems.add({ from: first.from, to: cursor.end }, 'A column’s name with a point needs quotes.', hint);
  return name;
}

function word(cursor: Cursor, token: Token): Syntax {
  const { from, to, value } = token;
  if (value === 'case') return caseWhen(cursor);
  if (value === 'true' || value === 'false') {
    cursor.next();
    return { kind: 'bool', value: value === 'true', from, to };
  }
  if (value === 'null') {
    cursor.next();
    return { kind: 'null', from, to };
  }
  const isCalled = cursor.following.kind === 'symbol' && cursor.following.value === '(';
  // The functions of these operators can be called by name as well: and(a, b, c).
  if (isCalled && (value === 'and' || value === 'or' || value === 'between')) return named(cursor, token);
  return missing(cursor);
}

function parenthesised(cursor: Cursor, opened: Token): Syntax {
  cursor.next();
  const { found } = items(cursor, opened);
  const range = { from: opened.from, to: cursor.end };
  if (found.length === 0) {
    cursor.problems.add(range, 'A value is missing between the parentheses.');
    return { kind: 'missing', ...range };
  }
  const [only] = found;
  if (found.length > 1) return cursor.build({ kind: 'list', items: found, ...range });
  bracketed.add(only!);
  return only!;
}

function caseWhen(cursor: Cursor): Syntax {
  const { from } = cursor.next();
  const subject = cursor.is('keyword', 'when') ? undefined : expression(cursor);
  const branches: { when: Syntax; value: Syntax }[] = [];
  while (cursor.accept('keyword', 'when')) {
    const when = expression(cursor);
    cursor.expect('keyword', 'then');
    branches.push({ when, value: expression(cursor) });
  }
  if (branches.length === 0) cursor.expect('keyword', 'when');
  const otherwise = cursor.accept('keyword', 'else') ? expression(cursor) : undefined;
  cursor.expect('keyword', 'end');
  const parts = { ...(subject ? { subject } : {}), branches, ...(otherwise ? { otherwise } : {}) };
  return cursor.build({ kind: 'case', ...parts, from, to: cursor.end }, branches.length);
}
